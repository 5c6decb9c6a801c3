import { EFFECTS } from '../../lexicon.ts';
import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts } from '../draft.ts';
import { readActors } from '../nouns.ts';
import { readVerbPhrase } from '../phrases.ts';
import { READERS } from './readers.ts';

/** `it is forbidden to delete customers`, `it's fine to read tickets`, `deleting is fine` as `it is fine`. */
export function readItIs(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'it is',
      'there is',
      'it should be',
      'it must be',
      'it is strictly',
      'it is perfectly',
      'it is totally',
      'feel free',
      'you are free',
      'it is absolutely',
      'agents feel free',
      'it is always',
    ) === undefined
  )
    return undefined;
  const isFree = c.token(-1)?.word === 'free';
  const isNot = c.eat('not', 'never', 'not ever') !== undefined;
  const isFine = isFree || c.eat(...EFFECTS.allowed, 'possible', 'good') !== undefined;
  if (isFine) parts.approval = isNot ? 'block' : 'auto';
  else if (!isNot && c.eat(...EFFECTS.blocked) !== undefined) parts.approval = 'block';
  else return undefined;
  c.attempt(() => (c.eat('for') === undefined ? undefined : readActors(c)));
  if (c.eat('to', 'if agents', 'for agents to', 'if the agent', 'if the bot') === undefined) return undefined;
  return (
    c.attempt(() => readVerbPhrase(c, 'base', parts, READERS)) ??
    readVerbPhrase(c, 'singular', parts, READERS)
  );
}
