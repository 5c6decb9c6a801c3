import {
  approvalOf,
  belowBy,
  participantsAt,
  readablePoint,
  reachOf,
  replay,
  type AnalyzedPolicy,
  type Constraint,
  type Line,
  type Point,
} from '../analysis/index.ts';
import type { PolicyEdit } from '../policy/index.ts';
import { holdingBack } from './candidates.ts';
import type { Category } from './finding.ts';
import { lineNamed, nameOfLine, type Gap, type Subject } from './gap.ts';
import type { ClassRegion, VerbRegion } from './lexicon-regions.ts';
import { globOfVerb, type ClassWords, type HarmClass, type Severity } from './lexicon.ts';

/** What is proved about one class of harm. */
export interface ClassResult {
  readonly class: HarmClass;
  /** The share of its verbs that no rule for something else, and none for them alone, lets run without a person. */
  readonly covered: number;
  /** Nothing of the class runs on a sensitive target without a person. */
  readonly isSafeOnSensitive: boolean;
  /** Nothing of the class runs without a person because of who asks. */
  readonly isSafeForAnyAgent: boolean;
}

export interface ProvedLayer {
  readonly classes: readonly ClassResult[];
  readonly gaps: readonly Gap[];
  /** Rules that let a class run because they name it: their author meant it. */
  readonly allowedByName: readonly string[];
  readonly isComplete: boolean;
}

/** Asks of every class of harm whether it can run without a person, and which rules let it. */
export function provedLayer(subject: Subject): ProvedLayer {
  const search = new LayerSearch(subject);
  const classes = subject.regions.map((region) => search.askAbout(region));
  return {
    classes,
    gaps: search.gaps,
    allowedByName: [...search.allowedByName],
    isComplete: search.isComplete,
  };
}

/** A rule that holds back and is never reached, because a milder one decides before it. */
export function shadowedProtection({ analyzed, budget }: Subject): {
  gaps: readonly Gap[];
  isComplete: boolean;
} {
  let isComplete = true;
  const gaps = analyzed.lines.slice(0, -1).flatMap((line): readonly Gap[] => {
    if (line.approvalRank === 0) return [];
    const reach = reachOf(analyzed, line, budget);
    if (reach.kind === 'not-proved') isComplete = false;
    const milder =
      reach.kind === 'dead' ? reach.cover.filter(({ approvalRank }) => approvalRank < line.approvalRank) : [];
    const [first] = milder;
    if (first === undefined) return [];
    const point = belowBy(
      analyzed,
      [{ box: line.box, allowed: 1 }],
      approvalOf,
      line.approvalRank,
      first,
      budget,
    );
    if (typeof point === 'string') return [];
    const name = nameOfLine(analyzed, line);
    return [
      {
        finding: {
          category: 'shadowed-protection',
          severity: 'high',
          message: `\`${name}\` is never reached: ${milder.map((other) => `\`${nameOfLine(analyzed, other)}\``).join(', ')} decides before it`,
          ...shown(
            analyzed,
            point,
            (candidate) => participantsAt(analyzed, candidate).at(-1)?.line === first,
          ),
          rule: name,
          reliesOnApproval: false,
          evidence: { kind: 'proved' },
        },
        candidates: [{ kind: 'move-rule', rule: line.index, before: first.index }],
        isOpenIn: (changed) => {
          const moved = lineNamed(changed.analyzed, name);
          return moved === undefined || reachOf(changed.analyzed, moved, changed.budget).kind === 'dead';
        },
      },
    ];
  });
  return { gaps, isComplete };
}

type Place = 'anywhere' | 'onSensitive';

/** A line that lets some verbs of a class run that it does not name. */
interface Letting {
  readonly line: Line;
  readonly open: readonly VerbRegion[];
  readonly point: Point;
  readonly category: Category;
}

class LayerSearch {
  readonly gaps: Gap[] = [];
  readonly allowedByName = new Set<string>();
  isComplete = true;
  private readonly subject: Subject;
  private readonly autoLines: readonly Line[];

  constructor(subject: Subject) {
    this.subject = subject;
    this.autoLines = subject.analyzed.lines.filter((line) => line.approvalRank === 0);
  }

  askAbout(region: ClassRegion): ClassResult {
    const lettings = this.autoLines.flatMap((line) => this.lettingOf(region, line) ?? []);
    const meant = this.autoLines.filter((line) => this.isMeant(region, line));
    const openTo = (some: readonly Letting[]): readonly VerbRegion[] =>
      region.verbs.filter((verb) => some.some(({ open }) => open.includes(verb)));
    const generally = openTo(lettings.filter(({ line }) => isGeneral(line)));
    const outright = meant.filter((line) => isGeneral(line) && line.box.formula === undefined);
    const covered = region.verbs.filter(
      (verb) =>
        !generally.includes(verb) &&
        outright.every((line) => this.pointIn([verb.anywhere], line) === undefined),
    );
    const open = openTo(lettings).map(({ verb }) => verb);
    const first = Math.min(...lettings.map(({ line }) => line.index));
    this.gaps.push(...lettings.map((letting) => this.gapOf(region, letting, open, first)));
    return {
      class: region.words.name,
      covered: covered.length / region.verbs.length,
      isSafeOnSensitive: !lettings.some((letting) => this.sensitivePoint(region, letting) !== undefined),
      isSafeForAnyAgent: generally.length === 0 && lettings.every(({ line }) => line.box.names.agent.isAll),
    };
  }

  /** Whether any of the verbs may run by the line: that it may not is proved. */
  mayRun(region: ClassRegion, verbs: readonly string[], place: Place, line: Line): boolean {
    const asked = region.verbs.filter(({ verb }) => verbs.includes(verb));
    return asked.some((verb) => this.pointFor(region, verb[place], line) !== undefined) || !this.isComplete;
  }

  private lettingOf(region: ClassRegion, line: Line): Letting | undefined {
    if (region.meant[line.index] === 'all') return undefined;
    const points = new Map(region.verbs.map((verb) => [verb, this.pointFor(region, verb.anywhere, line)]));
    const open = region.verbs.filter((verb) => points.get(verb) !== undefined);
    const point = open[0] && points.get(open[0]);
    if (point === undefined) return undefined;
    const letting = { line, open, point, category: this.categoryOf(line) };
    if (line.box.names.target.isAll) return letting;
    const sensitive = this.sensitivePoint(region, letting);
    return sensitive === undefined ? letting : { ...letting, point: sensitive, category: 'target-gap' };
  }

  private sensitivePoint(
    region: ClassRegion,
    { line, open }: Pick<Letting, 'line' | 'open'>,
  ): Point | undefined {
    for (const { onSensitive } of open) {
      const point = this.pointFor(region, onSensitive, line);
      if (point !== undefined) return point;
    }
    return undefined;
  }

  /** Whether the rule names the class and lets some of it run. */
  private isMeant(region: ClassRegion, line: Line): boolean {
    if (region.meant[line.index] === undefined) return false;
    if (region.verbs.every(({ anywhere }) => this.pointIn([anywhere], line) === undefined)) return false;
    this.allowedByName.add(nameOfLine(this.subject.analyzed, line));
    return true;
  }

  private gapOf(
    region: ClassRegion,
    { line, point, category, open: byLine }: Letting,
    open: readonly string[],
    first: number,
  ): Gap {
    const { analyzed } = this.subject;
    const { words } = region;
    const place: Place = category === 'target-gap' ? 'onSensitive' : 'anywhere';
    const seen = shown(
      analyzed,
      point,
      (candidate) => isLikeIt(analyzed, candidate, line, words),
      namesFor(analyzed, line, byLine),
    );
    const name = nameOfLine(analyzed, line);
    const verbs = byLine.map(({ verb }) => verb);
    return {
      finding: {
        category,
        severity: severityOf(words, line, category),
        class: words.name,
        message: `an action that ${words.about}, \`${seen.action.type}\`, runs without a person`,
        ...seen,
        rule: name,
        reliesOnApproval: false,
        evidence: { kind: 'proved' },
      },
      candidates: candidatesFor(analyzed, region, line, category, open, first),
      isOpenIn: (changed) => {
        const same = lineNamed(changed.analyzed, name);
        const again = changed.regions.find((one) => one.words === words);
        if (same?.approvalRank !== 0 || again === undefined) return false;
        return new LayerSearch(changed).mayRun(again, verbs, place, same);
      },
    };
  }

  private categoryOf({ index, box }: Line): Category {
    if (index === this.subject.analyzed.policy.rules.length) return 'default-fallthrough';
    if (!box.names.agent.isAll) return 'escalation';
    return box.names.type.isAll && box.names.target.isAll && box.formula === undefined
      ? 'wildcard-rule'
      : 'missing-coverage';
  }

  /** A point of the region that the line lets run and does not name. */
  private pointFor(region: ClassRegion, asked: Constraint, line: Line): Point | undefined {
    const meant = region.meant[line.index];
    if (meant === 'all') return undefined;
    return this.pointIn(meant === undefined ? [asked] : [asked, meant], line);
  }

  private pointIn(region: readonly Constraint[], line: Line): Point | undefined {
    const { analyzed, budget } = this.subject;
    const found = belowBy(analyzed, region, approvalOf, 1, line, budget);
    if (found === 'out-of-budget') this.isComplete = false;
    return typeof found === 'string' ? undefined : found;
  }
}

/** No target and no agent limits it. */
function isGeneral({ box }: Line): boolean {
  return box.names.target.isAll && box.names.agent.isAll;
}

/** Whether the same line lets it through and its name still has a verb of the class. */
function isLikeIt(analyzed: AnalyzedPolicy, point: Point, line: Line, words: ClassWords): boolean {
  const participants = participantsAt(analyzed, point);
  const globs = new Set(words.verbs.map(globOfVerb));
  return (
    participants.at(-1)?.line === line &&
    participants.every((participant) => participant.line.approvalRank === 0) &&
    analyzed.space.names.type.matching(point.action.type).some(({ text }) => globs.has(text))
  );
}

/** What a tool that gets through may well be called: `read_and_delete` by `read*`. */
function namesFor({ policy }: AnalyzedPolicy, line: Line, [first]: readonly VerbRegion[]): readonly string[] {
  const verb = first?.verb ?? '';
  const stems = (policy.rules[line.index]?.match.type ?? []).map((glob) =>
    glob
      .replaceAll(/\{([^{},]*)[^{}]*\}/g, '$1')
      .replaceAll(/[*?]|\[[^\]]*\]/g, '')
      .replaceAll(/^_+|_+$/g, ''),
  );
  return [
    `${verb}_records`,
    verb,
    ...stems.flatMap((stem) => (stem === '' ? [] : [`${stem}_and_${verb}`, `${verb}_${stem}`])),
  ];
}

/** The point with readable names, and how it is decided. */
export function shown(
  analyzed: AnalyzedPolicy,
  point: Point,
  holds: (candidate: Point) => boolean,
  types: readonly string[] = [],
): Pick<Gap['finding'], 'action' | 'at' | 'decision'> {
  const readable = readablePoint(analyzed.space, point, holds, { type: types });
  return {
    action: readable.action,
    ...(readable.at === undefined ? {} : { at: readable.at }),
    decision: replay(analyzed, readable),
  };
}

/** Rules that hold the class back and stand too late, then rules that are missing. */
function candidatesFor(
  analyzed: AnalyzedPolicy,
  region: ClassRegion,
  line: Line,
  category: Category,
  open: readonly string[],
  first: number,
): readonly PolicyEdit[] {
  const { policy } = analyzed;
  const name = region.words.name;
  const inserted = [
    ...holdingBack(policy, `ask_about_${name}`, open, first, 'approve'),
    ...holdingBack(policy, `ask_about_${name}`, open, line.index, 'approve'),
    ...holdingBack(policy, `block_${name}`, open, line.index, 'block'),
  ];
  if (category === 'default-fallthrough') return [{ kind: 'set-default', approval: 'approve' }, ...inserted];
  if (category === 'wildcard-rule')
    return [{ kind: 'set-approval', rule: line.index, approval: 'approve' }, ...inserted];
  const late = analyzed.lines
    .slice(line.index + 1, -1)
    .filter((later) => later.approvalRank > 0 && region.meant[later.index] !== undefined)
    .slice(0, MOST_MOVES);
  return [
    ...late.map((later): PolicyEdit => ({ kind: 'move-rule', rule: later.index, before: line.index })),
    ...inserted,
  ];
}

const MOST_MOVES = 3;

function severityOf({ severity }: ClassWords, { box }: Line, category: Category): Severity {
  if (category === 'target-gap') return severity;
  return box.names.agent.isAll && box.names.target.isAll ? severity : 'medium';
}
