import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts } from '../draft.ts';
import { readActionNouns } from '../phrases.ts';
import { readActorVerb } from './actor-verb.ts';
import { READERS } from './readers.ts';

export function readLet(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (c.eat('let', 'have') === undefined) return undefined;
  const isOnly = c.eat('only') !== undefined;
  parts.approval = 'auto';
  const through = c.attempt(() => {
    const phrases = readActionNouns(c, parts, READERS);
    return phrases !== undefined &&
      c.eat(
        'through',
        'pass',
        'happen',
        'go through',
        'run',
        'run automatically',
        'happen automatically',
        'go through automatically',
      ) !== undefined
      ? phrases
      : undefined;
  });
  if (through !== undefined) return through;
  const phrases = readActorVerb(c, parts, 'base');
  if (isOnly && phrases !== undefined) parts.only = 'agents';
  return phrases;
}
