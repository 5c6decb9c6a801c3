import type { Command } from '../command.ts';
import { formatOptions } from '../options.ts';

export const agefValidate: Command = {
  name: 'agef validate',
  summary: 'check a file of events against the event format',
  description: [
    'Checks events of the Agent Governance Event Format 1.0 (specs/agef/v1): every member, which sections a type needs, and the hash of an event that has one. The file is one event in JSON, a list of them, or JSONL, one a line; - reads standard input.',
    'Exits 1 when an event is not of the format.',
  ],
  operands: [{ name: 'file', summary: 'events in JSON or JSONL', takes: 'one', completes: 'file' }],
  options: formatOptions(['pretty', 'compact', 'json']),
  examples: [
    { run: 'aegis agef validate events.jsonl', says: 'every departure from the format, with its line' },
  ],
  load: async () => (await import('../run/agef-validate.ts')).runAgefValidate,
};
