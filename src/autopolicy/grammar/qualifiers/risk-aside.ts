import { isNounLike } from '../../lexicon.ts';
import type { Cursor } from '../cursor.ts';
import type { ClauseParts } from '../draft.ts';
import { readRisk } from './risk.ts';

/** `(critical)`, `, high risk`, `as critical`. */
export function readRiskAside(c: Cursor, parts: ClauseParts): boolean {
  const risk = c.attempt(() => {
    c.eat(
      ',',
      '(',
      'as',
      '-',
      ': ',
      'at',
      'with',
      ', with',
      'and mark it as',
      'and treat it as',
      '( risk',
      'because it is',
      'as they are',
    );
    const level = readRisk(c);
    if (level === undefined) return undefined;
    c.eat(')');
    const next = c.word();
    return c.isAtEnd || [',', 'and', 'but', ')'].includes(next) || !isNounLike(next) ? level : undefined;
  });
  if (risk === undefined) return false;
  parts.risk = risk;
  return true;
}
