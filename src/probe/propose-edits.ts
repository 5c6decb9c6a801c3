import { compilePolicy, decide } from '../decision/index.ts';
import { APPROVALS, type Decision, type Policy } from '../model/index.ts';
import type { ProbeFinding } from './finding.ts';
import { CLASSES, globsOfVerb } from './lexicon.ts';
import { edited, freeName, type PolicyEdit } from '../policy/index.ts';
import { findingKey } from './finding.ts';

/**
 * The findings with the smallest edit that closes each, where one of the candidates does: the policy with it has the
 * finding no more, and whatever `probeAgain` finds there was found before or ran as freely before.
 */
export function withEdits(
  policy: Policy,
  findings: readonly ProbeFinding[],
  probeAgain: (policy: Policy) => readonly ProbeFinding[],
): readonly ProbeFinding[] {
  const compiled = compilePolicy(policy);
  const before = new Set(findings.map(findingKey));
  const known = new Map<string, readonly ProbeFinding[]>();
  const after = (edit: PolicyEdit): readonly ProbeFinding[] => {
    const key = JSON.stringify(edit);
    const found = known.get(key) ?? probeAgain(edited(policy, edit));
    known.set(key, found);
    return found;
  };
  const closes = (edit: PolicyEdit, finding: ProbeFinding): boolean =>
    after(edit).every(
      (left) =>
        findingKey(left) !== findingKey(finding) &&
        (before.has(findingKey(left)) || !isLooser(left.decision, decide(compiled, left.action, left.at))),
    );
  const proposed = findings.map((finding) => {
    const edit = candidates(policy, finding).find((candidate) => closes(candidate, finding));
    const { edit: _unchecked, ...rest } = finding;
    return edit === undefined ? rest : { ...rest, edit };
  });
  return grouped(proposed);
}

function isLooser(a: Decision, b: Decision): boolean {
  return APPROVALS.indexOf(a.approval) < APPROVALS.indexOf(b.approval);
}

/** What one edit holds back is one finding: the first, with the others beside it. */
function grouped(findings: readonly ProbeFinding[]): readonly ProbeFinding[] {
  const groups = new Map<string, ProbeFinding[]>();
  for (const finding of findings) {
    const { category, edit, rule, severity } = finding;
    const key = edit === undefined ? findingKey(finding) : JSON.stringify([category, severity, rule, edit]);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [others.length === 0 ? first : { ...first, also: others.map(({ action }) => action) }],
  );
}

function candidates(policy: Policy, finding: ProbeFinding): readonly PolicyEdit[] {
  switch (finding.category) {
    case 'glob-bypass':
      return [...widenings(policy, finding), ...holdingBack(policy, finding)];
    case 'default-fallthrough':
      return [{ kind: 'set-default', approval: 'approve' }];
    case 'wildcard-rule':
    case 'missing-coverage':
    case 'escalation':
    case 'target-gap':
      return holdingBack(policy, finding);
    case 'condition-bypass':
    case 'shadowed-protection':
      return finding.edit === undefined ? [] : [finding.edit];
    case 'threshold-edge':
    case 'encoding-bypass':
      return [];
  }
}

/** The glob of the evaded rule with stars on both sides of its word, or of what word and spelling have in common. */
function widenings({ rules }: Policy, { rule, spelling, action }: ProbeFinding): readonly PolicyEdit[] {
  const index = rules.findIndex(({ name }) => name === rule);
  if (spelling === undefined || index === -1) return [];
  const stem = commonStart(spelling.word, action.type);
  return (rules[index]?.match.type ?? [])
    .filter((glob) => glob.toLowerCase().includes(spelling.word.toLowerCase()))
    .flatMap((from) =>
      [from.replaceAll(/^\*+|\*+$/g, ''), ...(stem.length >= SHORTEST_STEM ? [stem] : [])].map((core) => ({
        from,
        to: `*${core}*`,
      })),
    )
    .filter(({ from, to }) => from !== to)
    .map(({ from, to }) => ({ kind: 'widen-glob', rule: index, from, to }));
}

const SHORTEST_STEM = 4;

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

/** A rule for all that is meant, before the one that lets it through. */
function holdingBack(policy: Policy, finding: ProbeFinding): readonly PolicyEdit[] {
  const words = CLASSES.find(({ name }) => name === finding.class);
  const globs =
    words?.verbs.flatMap(globsOfVerb) ??
    (finding.spelling === undefined ? [] : [`*${finding.spelling.word}*`]);
  if (globs.length === 0) return [];
  const letting = policy.rules.findIndex(({ name }) => name === finding.decision.rule);
  return [
    {
      kind: 'insert-rule',
      before: letting === -1 ? policy.rules.length : letting,
      rule: {
        name: freeName(policy, `ask_about_${words?.name ?? 'it'}`),
        match: { type: globs, target: ['*'], agent: ['*'] },
        riskLevel: 'high',
        approval: 'approve',
      },
    },
  ];
}
