import type { RiskLevel } from '../../../model/index.ts';
import { RISKS } from '../../lexicon.ts';
import type { Cursor } from '../cursor.ts';

/** `critical`, `high risk`, `high-risk`, `a high risk`. */
export function readRisk(c: Cursor): RiskLevel | undefined {
  return c.attempt(() => {
    c.eat('a', 'of', ':');
    for (const level of RISKS as readonly RiskLevel[]) {
      if (
        c.eat(`${level}-risk`, `${level} risk`, `risk ${level}`, `risk : ${level}`, `${level} severity`) !==
        undefined
      )
        return level;
    }
    const level = c.eat('critical', 'risk critical', 'risk: critical');
    return level === undefined ? undefined : 'critical';
  });
}
