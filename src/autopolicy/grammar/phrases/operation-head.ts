import { verbAt } from '../../lexicon.ts';
import { endsInAction } from '../nouns.ts';

const OPERATIONS = new Set([
  'tool',
  'tools',
  'operation',
  'operations',
  'action',
  'actions',
  'request',
  'requests',
  'call',
  'calls',
  'command',
  'commands',
  'job',
  'jobs',
]);

/** `refund requests` are refunds, `delete operations` deletes, the `search tool` searches. */
export function withoutHead(words: readonly string[]): readonly string[] {
  const rest = words.slice(0, -1);
  const isHead = OPERATIONS.has(words.at(-1) ?? '') && endsInAction(words) === undefined;
  return isHead && (endsInAction(rest) ?? endsInBase(rest)) !== undefined ? rest : words;
}

export function endsInBase(words: readonly string[]): { readonly length: number } | undefined {
  return verbAt(words.slice(-1), ['base']) === undefined ? undefined : { length: 1 };
}
