import { checkInvariants, exampleText } from '../analysis/index.ts';
import type { Policy } from '../model/index.ts';
import { namesOfHarm, probePolicy, SENSITIVE_TARGETS } from '../probe/index.ts';
import type { CheckedLog, GivenPolicy } from './evidence.ts';
import { counted } from './figures.ts';
import type { Verdict } from './judge-rule.ts';
import type { PolicyCheck } from './tables.ts';

/** Judges what is proved about a policy. What could not be proved within the budget is no evidence. */
export function judgePolicy(check: PolicyCheck, given: GivenPolicy, log: CheckedLog | undefined): Verdict {
  const { policy } = given;
  switch (check.kind) {
    case 'never':
      return judgeNever(policy, check);
    case 'default': {
      const { approval } = policy.defaults;
      return {
        outcome: check.approval.includes(approval) ? 'pass' : 'fail',
        says: `the default is ${approval}`,
      };
    }
    case 'probe':
      return judgeProbe(policy, check.without);
    case 'invariants':
      return judgeInvariants(policy);
    case 'tested':
      return judgeTests(check.atLeast, given);
    case 'in-force':
      return log === undefined
        ? { outcome: 'no evidence', says: 'no log was given' }
        : judgeInForce(policy, log);
  }
}

function judgeNever(
  policy: Policy,
  { approval, class: classes, on }: Extract<PolicyCheck, { readonly kind: 'never' }>,
): Verdict {
  const type = classes.flatMap((name) => namesOfHarm(name).globs);
  const target = on === 'sensitive' ? SENSITIVE_TARGETS : ['*'];
  const invariant = {
    name: 'harm',
    tags: [],
    region: { match: { type, target, agent: ['*'] } },
    except: [],
    claim: { kind: 'never', approval } as const,
  };
  const [answer] = checkInvariants({ ...policy, invariants: [invariant] });
  const result = answer?.result ?? { kind: 'not-proved' as const };
  switch (result.kind) {
    case 'proved':
      return { outcome: 'pass', says: 'proved for every action there can be' };
    case 'refuted': {
      const by = policy.rules[result.by.index]?.name ?? 'the defaults';
      return {
        outcome: 'fail',
        says: `an action runs by \`${by}\``,
        examples: [exampleText(result.example)],
      };
    }
    case 'empty-region':
    case 'not-proved':
      return { outcome: 'no evidence', says: 'neither proved nor refuted within the budget' };
  }
}

/** The proved layer only: what is tried finds gaps and never shows that there are none. */
function judgeProbe(policy: Policy, without: readonly string[]): Verdict {
  const holdsBack = policy.rules.some(({ approval }) => approval !== 'auto');
  if (without.includes('shadowed-protection') && !holdsBack) {
    return { outcome: 'no evidence', says: 'no rule of the policy holds anything back' };
  }
  const { findings, isComplete } = probed(policy);
  const found = findings.filter(
    ({ category, evidence }) => evidence.kind === 'proved' && without.includes(category),
  );
  if (found.length > 0) {
    return {
      outcome: 'fail',
      says: counted(found.length, 'finding', 'findings'),
      examples: found.map(
        ({ message, rule }) => `${message} (${rule === '<default>' ? 'the defaults' : rule})`,
      ),
    };
  }
  return isComplete
    ? { outcome: 'pass', says: 'proved for every action there can be' }
    : { outcome: 'no evidence', says: 'not every question was answered within the budget' };
}

const probes = new WeakMap<Policy, ReturnType<typeof probePolicy>>();

/** Several rules ask the same of one policy. */
function probed(policy: Policy): ReturnType<typeof probePolicy> {
  const known = probes.get(policy) ?? probePolicy(policy, { runs: 1 });
  probes.set(policy, known);
  return known;
}

function judgeInvariants(policy: Policy): Verdict {
  const all = checkInvariants(policy);
  if (all.length === 0) return { outcome: 'no evidence', says: 'the policy states no invariants' };
  const broken = all.filter(({ result }) => result.kind === 'refuted');
  const proved = all.filter(({ result }) => result.kind === 'proved').length;
  const says = `${proved} of ${counted(all.length, 'invariant', 'invariants')} proved`;
  if (broken.length > 0) {
    return {
      outcome: 'fail',
      says,
      examples: broken.map(({ invariant }) => `\`${invariant.name}\` does not hold`),
    };
  }
  return { outcome: proved === all.length ? 'pass' : 'no evidence', says };
}

function judgeTests(atLeast: number, { tests }: GivenPolicy): Verdict {
  if (tests === undefined)
    return { outcome: 'no evidence', says: 'there is no test suite beside the policy' };
  const { failed, percent } = tests;
  const says = `${failed === 0 ? 'all tests pass' : counted(failed, 'test fails', 'tests fail')}, ${percent} % covered`;
  return { outcome: failed === 0 && percent >= atLeast ? 'pass' : 'fail', says };
}

function judgeInForce({ hash }: Policy, { read }: CheckedLog): Verdict {
  const newest = read.newestDecision();
  if (newest === undefined)
    return { outcome: 'no evidence', says: 'no decision of the period names its policy' };
  const entries = { total: 1, entries: [newest.entry] };
  return newest.policy === hash
    ? { outcome: 'pass', says: `the newest decision was made by ${hash.slice(0, 12)}`, support: entries }
    : {
        outcome: 'fail',
        says: `the newest decision was made by ${newest.policy.slice(0, 12)}, and this policy is ${hash.slice(0, 12)}`,
        against: entries,
      };
}
