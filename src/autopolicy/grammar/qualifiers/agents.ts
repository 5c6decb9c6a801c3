import { isSeveral } from '../approvals.ts';
import type { Thing } from '../../syntax.ts';
import type { Cursor } from '../cursor.ts';
import type { DraftPhrase } from '../draft.ts';
import { readActors, soundsLikeActor } from '../nouns.ts';

/** `by the billing agent`, `for support bots`. */
export function readAgents(c: Cursor, group: readonly DraftPhrase[]): boolean {
  const agents = c.attempt((): readonly Thing[] | undefined => {
    const word = c.eat(
      'by',
      'for',
      'from',
      'performed by',
      'made by',
      'requested by',
      'done by',
      'initiated by',
    );
    if (word === undefined) return undefined;
    if (isSeveral(c.word())) return undefined;
    const start = c.at;
    const actors = readActors(c);
    if (actors === undefined || actors === 'no one') return undefined;
    if (actors === 'anyone') return [];
    const words = c.tokens.slice(start, c.at).map((token) => token.word);
    const isCertain = word.endsWith('by') || soundsLikeActor(words);
    return isCertain ? actors : undefined;
  });
  if (agents === undefined) return false;
  for (const phrase of group) phrase.agents = [...phrase.agents, ...agents];
  return true;
}
