import type { Criteria, Said, Selection } from '../audit/index.ts';
import { namesOfHarm, SENSITIVE_TARGETS, type HarmClass } from '../probe/index.ts';
import type { Check } from './tables.ts';

/** The rule by which a check is judged, in words: completes "passes when ...". */
export function passesWhen(check: Check): string {
  switch (check.kind) {
    case 'chain':
      return 'every entry follows the one before by its hash, and stored checkpoints, policies and the database are whole';
    case 'share':
      return `${amount(check.atLeast)} of ${subject(check.of)} ${plainly(check.hold)}`;
    case 'covered':
      return 'the chain is whole, has entries of the period, and began no later than the period did';
    case 'checkpoint':
      return `a signed checkpoint that holds covers ${amount(check.atLeast)} of the entries of the period`;
    case 'kept':
      return `the first chained entry is ${check.days} days or more before the end of the period; a younger log is not judged`;
    case 'clock':
      return `no chained entry is dated more than ${check.seconds} seconds before the entry before it`;
    case 'watched':
      return 'in its session, every heartbeat is followed within twice the time it promises, unless nothing follows it; idle time outside of watched sessions is no gap';
    case 'never':
      return `it is proved that no action ${harmText(check.class)}${placeText(check.on)} is decided ${check.approval.join(' or ')}`;
    case 'default':
      return `the defaults of the policy are ${check.approval.join(' or ')}`;
    case 'probe':
      return `a probe of the policy proves that it has none of: ${check.without.join(', ')}`;
    case 'invariants':
      return 'the policy states invariants, and each is proved';
    case 'tested':
      return `the test suites beside the policy pass and cover ${check.atLeast} % or more of what its rules can do`;
    case 'in-force':
      return 'the newest decision of the period was made by exactly this policy';
    case 'governed':
      return `${amount(check.atLeast)} of the AI calls outside tests are governed, by Aegis or by a gate of their framework`;
    case 'tool-risks':
      return "no tool outside tests does something dangerous with an argument of the model's choice without a decision";
    case 'read':
      return 'every source file that the scan considered was read completely';
  }
}

function harmText(classes: readonly HarmClass[]): string {
  const [only, ...others] = classes;
  if (only === undefined || others.length > 0)
    return `that ${classes.map((name) => namesOfHarm(name).about).join(', or ')},`;
  const { about, globs } = namesOfHarm(only);
  return `that ${about} (${globs.join(', ')})`;
}

function placeText(on: 'sensitive' | undefined): string {
  return on === undefined ? '' : ` on a sensitive target (${SENSITIVE_TARGETS.join(', ')})`;
}

function amount(percent: number): string {
  return percent === 100 ? 'all' : `at least ${percent} %`;
}

const SUBJECTS: Readonly<Record<Selection['event'], string>> = {
  policy_decision: 'the decisions',
  guardrail_trigger: 'the guardrail triggers',
  approval_request: 'the requests for approval',
  approval_response: 'the answers to requests',
  cost_alert: 'the cost alerts',
  rate_limit: 'the exceeded rates',
  audit_entry: 'the recorded outcomes',
};

function subject({ event, where }: Selection): string {
  const parts = claims(where).map(({ holds }) => holds);
  return parts.length === 0 ? SUBJECTS[event] : `${SUBJECTS[event]} that ${parts.join(' and ')}`;
}

function plainly(hold: Criteria): string {
  return claims(hold)
    .map(({ holds }) => holds)
    .join(' and ');
}

/** What events do, and what those do that do not. */
interface Claim {
  readonly holds: string;
  readonly fails: string;
}

function claims(criteria: Criteria): readonly Claim[] {
  const { approval, risk, type, target, has, kept, chained, certain, effect } = criteria;
  const { answered, ended, belongs, not } = criteria;
  return [
    ...given(approval, (list) => negatable('are', `decided ${list.join(' or ')}`)),
    ...given(risk, (list) => negatable('are', `of risk ${list.join(' or ')}`)),
    ...given(type, (globs) => negatable('are', `about an action called ${globs.join(' or ')}`)),
    ...given(target, (globs) => negatable('are', `about a target called ${globs.join(' or ')}`)),
    ...given(has, (said) => {
      const names = said.map((one) => SAID[one]);
      return { holds: `name ${names.join(' and ')}`, fails: `do not name ${names.join(' and ')}` };
    }),
    ...given(kept, (is) => turned(is, negatable('were', 'made by a policy that is kept in the log'))),
    ...given(chained, (is) => turned(is, negatable('were', 'chained when they were recorded'))),
    ...given(certain, (is) => turned(is, negatable('were', 'made with everything known'))),
    ...given(effect, (list) => negatable('were', list.join(' or '))),
    ...given(answered, (list) => negatable('were', `answered ${list.join(' or ')}`)),
    ...given(ended, (list) => ({
      holds: `have a recorded outcome (${list.join(', ')})`,
      fails: `have no recorded outcome of ${list.join(' or ')}`,
    })),
    ...given(belongs, (is) =>
      turned(is, { holds: 'belong to a recorded decision', fails: 'belong to no recorded decision' }),
    ),
    ...given(not, (inner) => {
      const parts = claims(inner);
      return {
        holds: parts.map(({ fails }) => fails).join(' or '),
        fails: parts.map(({ holds }) => holds).join(' and '),
      };
    }),
  ];
}

const SAID: Readonly<Record<Said, string>> = {
  agent: 'the agent',
  session: 'the session',
  rule: 'the rule',
  policy: 'the policy',
  approver: 'the person',
};

function negatable(verb: 'are' | 'were', rest: string): Claim {
  return { holds: `${verb} ${rest}`, fails: `${verb} not ${rest}` };
}

function turned(is: boolean, { holds, fails }: Claim): Claim {
  return is ? { holds, fails } : { holds: fails, fails: holds };
}

function given<Value>(value: Value | undefined, claim: (value: Value) => Claim): readonly Claim[] {
  return value === undefined ? [] : [claim(value)];
}
