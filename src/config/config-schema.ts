import type { Json } from '../base/index.ts';
import { policyDefinitions } from '../policy/index.ts';
import { catalogRowDefinitions } from '../scan/index.ts';
import { SETTINGS, SETTING_NAMES, SETTING_SECTIONS, type Setting, type SettingValue } from './settings.ts';

/**
 * The one JSON Schema (draft 2020-12) for what Aegis reads: a file with `policy:` or sections is an `aegis.yaml`, a file
 * with `version` or `rules` and no `policy` is a bare policy. It accepts the same keys as the loaders do.
 */
export function configSchema(): Json {
  const definitions: Record<string, Json> = {
    ...policyDefinitions(),
    ...catalogRowDefinitions('optional'),
    config: config(),
  };
  for (const section of SETTING_SECTIONS) definitions[section] = sectionSchema(section);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Aegis policy or aegis.yaml',
    description:
      'A policy for AI agents, or an aegis.yaml that holds one under `policy` beside the settings of the project.',
    type: 'object',
    if: { not: { required: ['policy'] }, anyOf: [{ required: ['rules'] }, { required: ['version'] }] },
    then: { $ref: '#/$defs/policy' },
    else: { $ref: '#/$defs/config' },
    $defs: definitions,
  };
}

function config(): Json {
  const sections = SETTING_SECTIONS.map((section) => [section, { $ref: `#/$defs/${section}` }] as const);
  return {
    type: 'object',
    description: 'The settings of a project: its policy, and a section for each command that has some.',
    minProperties: 1,
    additionalProperties: false,
    properties: {
      policy: {
        description: 'The policy, or the file that holds it.',
        if: { type: 'object', required: ['path'] },
        then: { $ref: '#/$defs/policyReference' },
        else: { $ref: '#/$defs/policy' },
      },
      ...Object.fromEntries(sections),
    },
  };
}

function sectionSchema(section: string): Json {
  const names = SETTING_NAMES.filter((name) => name.startsWith(`${section}.`));
  return {
    type: 'object',
    description: `Settings of \`aegis ${section}\`.`,
    minProperties: 1,
    additionalProperties: false,
    properties: Object.fromEntries(
      names.map((name) => [name.slice(section.length + 1), settingSchema(SETTINGS[name])]),
    ),
  };
}

function settingSchema(setting: Setting<SettingValue>): Json {
  const common = {
    description: setting.summary,
    examples: [setting.example],
    default: setting.value as unknown as Json,
  };
  switch (setting.form.kind) {
    case 'choice':
      return { ...common, enum: setting.form.choices };
    case 'path': {
      const { default: _, ...unset } = common;
      return { ...unset, type: 'string', minLength: 1 };
    }
    case 'rows':
      return { ...common, type: 'array', items: { $ref: '#/$defs/catalogRow' } };
    case 'number':
      return { ...common, type: 'integer', minimum: setting.form.least, maximum: Number.MAX_SAFE_INTEGER };
    case 'list': {
      const text = { type: 'string', minLength: 1 };
      return { ...common, anyOf: [text, { type: 'array', items: text, minItems: 1 }] };
    }
  }
}
