import type { Approval } from '../model/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';
import { namesOf } from './meaning/rule-names.ts';
import { mayOverlap } from './meaning/compare.ts';
import { isStricter, regionsOf, rulesOf, type Overrides } from './meaning/rules.ts';
import type { Meaning, Statement } from './meaning/statement.ts';
import { writePolicy, type Claim, type NamedRule, wordsOf } from './policy-text.ts';

/** A meaning as rules and claims, and the policy that holds them. */
interface Compiled {
  readonly rules: readonly NamedRule[];
  readonly claims: readonly Claim[];
  readonly loaded: LoadedPolicy;
}

/** The meaning as a policy, given which statements stand above stricter ones. */
export function compiled(meaning: Meaning, overrides: Overrides, text: string): Compiled {
  const drafts = rulesOf(meaning.statements, overrides);
  const names = namesOf(drafts);
  const rules = withoutRepetitions(drafts.map((rule, i) => ({ ...rule, name: names[i] ?? '' })));
  const claims = claimsOf(meaning, overrides, text);
  return { rules, claims, loaded: withRules(meaning, rules, claims, text) };
}

/** The policy with these rules. */
export function withRules(
  meaning: Meaning,
  rules: readonly NamedRule[],
  claims: readonly Claim[],
  text: string,
): LoadedPolicy {
  return writePolicy({ meaning, rules, claims }, text);
}

function withoutRepetitions(rules: readonly NamedRule[]): readonly NamedRule[] {
  const seen = new Set<string>();
  return rules.filter(({ match, conditions }) => {
    const key = JSON.stringify([match, conditions]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const LOOSER: Readonly<Record<Approval, readonly Approval[]>> = {
  auto: [],
  approve: ['auto'],
  block: ['auto', 'approve'],
};

/** What must hold: nothing that was refused or is to be asked for is decided more loosely, but for what stands above. */
function claimsOf({ statements }: Meaning, overrides: Overrides, text: string): readonly Claim[] {
  const isException = (one: Statement): boolean => statements.some((other) => overrides(one, other));
  const named = new Map<string, number>();
  return statements.flatMap((statement) => {
    if (statement.approval === 'auto') return [];
    // `delete_refund` is a delete to who allows deletes in staging, whoever may refund.
    const isApart = (other: Statement): boolean =>
      isException(other) && isStricter(statement, other) && !mayOverlap(other.phrase, statement.phrase);
    const above = statements.filter((other) => overrides(other, statement) || isApart(other));
    const except = above.flatMap((other) => regionsOf(other, statements, true));
    return regionsOf(statement, statements, isException(statement)).map((region) => {
      const words = wordsOf(statement, text).slice(0, 54).trim() || 'stated';
      const count = (named.get(words) ?? 0) + 1;
      named.set(words, count);
      const safe = words.replace(/^</, '').trim();
      return {
        name: count === 1 ? safe : `${safe} (${count})`,
        from: statement,
        region,
        except,
        approval: LOOSER[statement.approval],
      };
    });
  });
}
