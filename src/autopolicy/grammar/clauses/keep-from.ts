import type { ActionPhrase } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts } from '../draft.ts';
import { readActors } from '../nouns.ts';
import { readVerbPhrase } from '../phrases.ts';
import { READERS } from './readers.ts';
import { withActors } from './with-actors.ts';

/** `keep the agent from deleting`, `prevent agents from deploying`, `block the intern from deploying`. */
export function readKeepFrom(c: Cursor, parts: ClauseParts): readonly ActionPhrase[] | undefined {
  if (
    c.eat(
      'keep',
      'prevent',
      'stop',
      'block',
      'forbid',
      'ban',
      'prohibit',
      'bar',
      'restrict',
      'disallow',
      'hinder',
    ) === undefined
  )
    return undefined;
  const actors = readActors(c);
  if (actors === undefined || actors === 'no one') return undefined;
  parts.approval = 'block';
  if (c.eat('from') !== undefined) return withActors(readVerbPhrase(c, 'gerund', parts, READERS), actors);
  if (c.eat('to') !== undefined) return withActors(readVerbPhrase(c, 'base', parts, READERS), actors);
  return actors === 'anyone' ? withActors(readVerbPhrase(c, 'gerund', parts, READERS), actors) : undefined;
}
