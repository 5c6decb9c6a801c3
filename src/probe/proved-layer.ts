import {
  approvalOf,
  belowBy,
  participantsAt,
  readablePoint,
  reachOf,
  replay,
  zoneOf,
  type AnalyzedPolicy,
  type Budget,
  type Constraint,
  type Line,
  type Point,
} from '../analysis/index.ts';
import type { Rule } from '../model/index.ts';
import {
  CLASSES,
  globsOfVerb,
  SENSITIVE_TARGETS,
  type ClassWords,
  type HarmClass,
  type Severity,
} from './lexicon.ts';
import type { Category, ProbeFinding } from './finding.ts';

/** What is proved about one class of harm. */
export interface ClassResult {
  readonly class: HarmClass;
  /** The share of its verbs that no rule for something else lets run without a person. */
  readonly covered: number;
  /** Nothing of the class runs on a sensitive target without a person. */
  readonly isSafeOnSensitive: boolean;
  /** Nothing of the class runs without a person because of who asks. */
  readonly isSafeForAnyAgent: boolean;
}

export interface ProvedLayer {
  readonly classes: readonly ClassResult[];
  readonly findings: readonly ProbeFinding[];
  /** Rules that let a class run because they name it: their author meant it. */
  readonly allowedByName: readonly string[];
  readonly isComplete: boolean;
}

/** The boxes of the questions. To be made before the first question, because they add globs to the space. */
export interface LexiconRegions {
  readonly classes: readonly {
    readonly words: ClassWords;
    readonly anywhere: Constraint;
    readonly onSensitive: Constraint;
    readonly verbs: readonly Constraint[];
  }[];
}

export function lexiconRegions({ space, policy }: AnalyzedPolicy): LexiconRegions {
  const zone = zoneOf(policy.timezone);
  const inside = (type: readonly string[], target: readonly string[] = ['*']): Constraint => ({
    box: space.box({ type, target, agent: ['*'] }, undefined, zone),
    allowed: TRUE,
  });
  return {
    classes: CLASSES.map((words) => {
      const globs = words.verbs.flatMap(globsOfVerb);
      return {
        words,
        anywhere: inside(globs),
        onSensitive: inside(globs, SENSITIVE_TARGETS),
        verbs: words.verbs.map((verb) => inside(globsOfVerb(verb))),
      };
    }),
  };
}

const TRUE = 1;

/** Asks of every class of harm whether it can run without a person, and which rules let it. */
export function provedLayer(analyzed: AnalyzedPolicy, regions: LexiconRegions, budget: Budget): ProvedLayer {
  const search = new LayerSearch(analyzed, budget);
  const classes = regions.classes.map((region) => search.askAbout(region));
  search.findShadowedProtection();
  return {
    classes,
    findings: search.findings,
    allowedByName: [...search.allowedByName],
    isComplete: search.isComplete,
  };
}

class LayerSearch {
  readonly findings: ProbeFinding[] = [];
  readonly allowedByName = new Set<string>();
  isComplete = true;
  private readonly analyzed: AnalyzedPolicy;
  private readonly budget: Budget;
  private readonly autoLines: readonly Line[];

  constructor(analyzed: AnalyzedPolicy, budget: Budget) {
    this.analyzed = analyzed;
    this.budget = budget;
    this.autoLines = analyzed.lines.filter((line) => line.approvalRank === 0);
  }

  askAbout({ words, anywhere, onSensitive, verbs }: LexiconRegions['classes'][number]): ClassResult {
    const letting: Line[] = [];
    let isSafeOnSensitive = true;
    for (const line of this.autoLines) {
      if (namesOneOf(this.ruleOf(line), words)) {
        if (this.pointOf(anywhere, line) !== undefined) this.allowedByName.add(this.nameOf(line));
        continue;
      }
      const point = this.pointOf(anywhere, line);
      if (point === undefined) continue;
      letting.push(line);
      this.report(words, line, point, this.categoryOf(line));
      const sensitive = this.pointOf(onSensitive, line);
      if (sensitive === undefined) continue;
      isSafeOnSensitive = false;
      if (!line.box.names.target.isAll) this.report(words, line, sensitive, 'target-gap');
    }
    const generally = letting.filter(({ box }) => box.names.agent.isAll && box.names.target.isAll);
    const covered = verbs.filter((verb) => generally.every((line) => this.pointOf(verb, line) === undefined));
    return {
      class: words.name,
      covered: covered.length / verbs.length,
      isSafeOnSensitive,
      isSafeForAnyAgent: letting.every(({ box }) => box.names.agent.isAll) && covered.length === verbs.length,
    };
  }

  /** A rule that is stricter than the defaults and that no action reaches. */
  findShadowedProtection(): void {
    for (const line of this.analyzed.lines.slice(0, -1)) {
      if (line.approvalRank === 0) continue;
      const reach = reachOf(this.analyzed, line, this.budget);
      if (reach.kind === 'not-proved') this.isComplete = false;
      if (reach.kind !== 'dead' || reach.cover.every((other) => other.approvalRank >= line.approvalRank))
        continue;
      const first = reach.cover[0] as Line;
      const point = this.pointIn([], first);
      if (point === undefined) continue;
      this.findings.push({
        category: 'shadowed-protection',
        severity: 'high',
        message: `\`${this.nameOf(line)}\` is never reached: ${reach.cover.map((other) => `\`${this.nameOf(other)}\``).join(', ')} decides before it`,
        action: point.action,
        ...(point.at === undefined ? {} : { at: point.at }),
        decision: replay(this.analyzed, point),
        rule: this.nameOf(line),
        reliesOnApproval: false,
        evidence: { kind: 'proved' },
        edit: { kind: 'move-rule', rule: line.index, before: first.index },
      });
    }
  }

  private report(words: ClassWords, line: Line, point: Point, category: Category): void {
    const readable = readablePoint(this.analyzed.space, point, (candidate) =>
      this.isLikeIt(candidate, line, words),
    );
    const decision = replay(this.analyzed, readable);
    this.findings.push({
      category,
      severity: severityOf(words, line, category),
      class: words.name,
      message: `an action that ${words.about}, \`${readable.action.type}\`, runs without a person`,
      action: readable.action,
      ...(readable.at === undefined ? {} : { at: readable.at }),
      decision,
      rule: this.nameOf(line),
      reliesOnApproval: false,
      evidence: { kind: 'proved' },
    });
  }

  /** Whether the same line lets it through and its name still has a verb of the class. */
  private isLikeIt(point: Point, line: Line, words: ClassWords): boolean {
    const participants = participantsAt(this.analyzed, point);
    const globs = new Set(words.verbs.flatMap(globsOfVerb));
    return (
      participants.at(-1)?.line === line &&
      participants.every((participant) => participant.line.approvalRank === 0) &&
      this.analyzed.space.names.type.matching(point.action.type).some(({ text }) => globs.has(text))
    );
  }

  private categoryOf({ index, box }: Line): Category {
    if (index === this.analyzed.policy.rules.length) return 'default-fallthrough';
    if (!box.names.agent.isAll) return 'escalation';
    return box.names.type.isAll && box.names.target.isAll && box.formula === undefined
      ? 'wildcard-rule'
      : 'missing-coverage';
  }

  private pointOf(region: Constraint, line: Line): Point | undefined {
    return this.pointIn([region], line);
  }

  private pointIn(region: readonly Constraint[], line: Line): Point | undefined {
    const found = belowBy(this.analyzed, region, approvalOf, line.approvalRank + 1, line, this.budget);
    if (found === 'out-of-budget') this.isComplete = false;
    return typeof found === 'string' ? undefined : found;
  }

  private ruleOf(line: Line): Rule | undefined {
    return this.analyzed.policy.rules[line.index];
  }

  private nameOf(line: Line): string {
    return this.ruleOf(line)?.name ?? '<default>';
  }
}

/** Whether a rule's globs have a word of the class in them, so that its author meant such actions. */
export function namesOneOf(rule: Rule | undefined, { verbs, synonyms }: ClassWords): boolean {
  if (rule === undefined) return false;
  return rule.match.type.some((glob) => {
    const words = glob.toLowerCase();
    return [...verbs, ...synonyms].some((word) => words.includes(word.toLowerCase()));
  });
}

function severityOf({ severity }: ClassWords, { box }: Line, category: Category): Severity {
  if (category === 'target-gap') return severity;
  return box.names.agent.isAll && box.names.target.isAll ? severity : 'medium';
}
