import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions } from '../options.ts';

export const config: Command = {
  name: 'config',
  summary: 'show the settings in effect and where each comes from',
  description: [
    'Shows every setting with its value and its origin. The command line wins over AEGIS_* in the environment, which wins over aegis.yaml, which wins over the default. The aegis.yaml is the nearest one upwards to the root of the repository or the home folder.',
  ],
  operands: [],
  options: [CONFIG_OPTION, ...formatOptions(['pretty', 'json'])],
  examples: [{ run: 'AEGIS_SCAN_FAIL_ON=high aegis config', says: 'what the environment changes' }],
  load: async () => (await import('../run/config.ts')).runConfig,
};
