export { CONFIG_CODES } from './config-codes.ts';
export { configSchema } from './config-schema.ts';
export {
  effectiveSettings,
  type EffectiveSettings,
  type FlagSetting,
  type Origin,
} from './effective-settings.ts';
export { findUpwards } from './find-upwards.ts';
export { isBarePolicy, readSettings, type WrittenSettings } from './read-settings.ts';
export { SETTINGS, SETTING_NAMES, type SettingName, type SettingValue } from './settings.ts';
