import { participantsAt, type AnalyzedPolicy, type Line } from '../analyzed-policy.ts';
import { ask } from '../ask.ts';
import type { Budget } from '../budget.ts';
import type { Point } from '../point.ts';
import { readablePoint } from '../readable.ts';
import { zoneOf } from '../space.ts';
import { atomsOf, FALSE, TRUE, UNKNOWN } from '../truth-mask.ts';
import { exampleOf } from './example.ts';
import type { Finding } from './finding.ts';
import { idOf } from './rule-id.ts';

/**
 * Rules about every type whose conditions read a parameter: where it is missing the rule is unknown, and makes every
 * such action as strict as itself.
 */
export function unguardedRules(analyzed: AnalyzedPolicy, budget: Budget): readonly Finding[] {
  return analyzed.lines.slice(0, -1).flatMap((line) => {
    if (!line.box.names.type.isAll) return [];
    for (const path of pathsOf(line)) {
      const point = tightenedWithout(analyzed, line, path, budget);
      if (point === undefined) continue;
      const isThere = (candidate: Point): boolean => isTightened(analyzed, line, candidate);
      const example = exampleOf(analyzed, readablePoint(analyzed.space, point, isThere));
      return [{ kind: 'unguarded' as const, rule: idOf(analyzed, line), path, example }];
    }
    return [];
  });
}

/** The parameters that the rule compares, as written. */
function pathsOf({ box }: Line): readonly string[] {
  const atoms = box.formula === undefined ? [] : atomsOf(box.formula);
  const paths = atoms.flatMap(({ reads }) =>
    reads.kind === 'parameter' && reads.sees.kind === 'value' ? [reads.path.text] : [],
  );
  return [...new Set(paths)];
}

/** A point without the parameter where all else that decides is milder than the rule. */
function tightenedWithout(
  analyzed: AnalyzedPolicy,
  line: Line,
  path: string,
  budget: Budget,
): Point | undefined {
  const rule = analyzed.policy.rules[line.index];
  if (rule === undefined) return undefined;
  const zone = zoneOf(analyzed.policy.timezone);
  const constraints = [
    { box: analyzed.space.box(rule.match, { param_exists: { [path]: false } }, zone), allowed: TRUE },
    { box: line.box, allowed: UNKNOWN },
  ];
  const broken = (point: Point) =>
    participantsAt(analyzed, point).flatMap(({ line: other, truth }) => {
      if (other === line) return [];
      if (other.approvalRank >= line.approvalRank) return [{ box: other.box, allowed: FALSE }];
      const isTooEarly = truth === true && other.index < line.index;
      return isTooEarly ? [{ box: other.box, allowed: FALSE | UNKNOWN }] : [];
    });
  const answer = ask(analyzed.space, { constraints, broken }, budget);
  return answer.kind === 'found' ? answer.point : undefined;
}

function isTightened(analyzed: AnalyzedPolicy, line: Line, point: Point): boolean {
  const participants = participantsAt(analyzed, point);
  return (
    participants.some((one) => one.line === line && one.truth === 'unknown') &&
    participants.every((one) => one.line === line || one.line.approvalRank < line.approvalRank)
  );
}
