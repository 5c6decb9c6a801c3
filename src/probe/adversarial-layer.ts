import * as fc from 'fast-check';
import type { AnalyzedPolicy } from '../analysis/index.ts';
import { decide } from '../decision/index.ts';
import { DEFAULT_RULE, type Action, type Decision, type Policy, type Rule } from '../model/index.ts';
import type { PolicyEdit } from '../policy/index.ts';
import { holdingBack } from './candidates.ts';
import { EVASIONS, type Evasion } from './evasions.ts';
import type { Category, ProbeFinding } from './finding.ts';
import type { Gap, Subject } from './gap.ts';
import { CLASSES, globsNaming, SENSITIVE_TARGETS, type ClassWords } from './lexicon.ts';

export interface AdversarialLayer {
  readonly gaps: readonly Gap[];
  /** The share of the questions (each evasion of each class) to which no unattended action was found. */
  readonly spelling: number;
  readonly disguise: number;
  /** Actions decided, those of shrinking too. */
  readonly tried: number;
}

export interface Trials {
  readonly seed: number;
  /** How many actions are tried at least. */
  readonly runs: number;
}

/** What is tried to get past a policy: words in other spellings, on targets, by agents, with parameters. */
interface Question {
  readonly id: string;
  readonly evasion: Evasion;
  /** Undefined for words that the policy itself holds back. */
  readonly class: ClassWords | undefined;
  readonly words: readonly string[];
}

/**
 * Tries the evasions of every class of the lexicon and of the policy's own words. The same seed, runs and policy give
 * the same findings; each is shrunk to the shortest action that still gets through.
 */
export function adversarialLayer({ analyzed }: Subject, { seed, runs }: Trials): AdversarialLayer {
  const questions = questionsFor(analyzed.policy);
  // As many for each as without words of the policy's own: what rules say must not thin out what is tried.
  const each = Math.max(1, Math.ceil(runs / (EVASIONS.length * CLASSES.length)));
  const attack = new Attack(analyzed);
  const answers = questions.map((question, number) => ({
    question,
    gaps: attack.answer(question, { seed: seed + number, numRuns: each }),
  }));
  const share = (kind: Evasion['kind']): number => {
    const asked = answers.filter(
      ({ question }) => question.class !== undefined && question.evasion.kind === kind,
    );
    return asked.filter(({ gaps }) => gaps.length === 0).length / asked.length;
  };
  return {
    gaps: answers.flatMap(({ gaps }) => gaps),
    spelling: share('spelling'),
    disguise: share('disguise'),
    tried: attack.tried,
  };
}

/** The findings of one question, by the `replay` of a finding; undefined when there is no such question. */
export function replayed({ analyzed }: Subject, replay: string): readonly ProbeFinding[] | undefined {
  const parts = /^(.+)@(-?\d+):([\d:]+)$/.exec(replay);
  const question = questionsFor(analyzed.policy).find(({ id }) => id === parts?.[1]);
  if (parts === null || question === undefined) return undefined;
  const trial = { seed: Number(parts[2]), numRuns: 1, path: parts[3] ?? '', endOnFailure: true };
  return new Attack(analyzed).answer(question, trial).map(({ finding }) => finding);
}

function questionsFor({ rules }: Policy): readonly Question[] {
  const own = ownWords(rules);
  const ofLexicon = EVASIONS.flatMap((evasion) =>
    CLASSES.map((words) => ({
      id: `${evasion.name}/${words.name}`,
      evasion,
      class: words,
      words: evasion.isAboutVerbs ? words.verbs : [...words.verbs, ...words.synonyms],
    })),
  );
  const ofPolicy = EVASIONS.map((evasion) => ({
    id: `${evasion.name}/own`,
    evasion,
    class: undefined,
    words: own,
  }));
  // Those of the policy last: the others keep their numbers, and so their seeds.
  return own.length === 0 ? ofLexicon : [...ofLexicon, ...ofPolicy];
}

/** The literal words of rules that hold back, which the lexicon need not know. */
function ownWords(rules: readonly Rule[]): readonly string[] {
  const globs = rules.filter(({ approval }) => approval !== 'auto').flatMap(({ match }) => match.type);
  const words = globs.flatMap((glob) => glob.match(/[\p{L}\p{N}][\p{L}\p{N}_.-]{2,}/gu) ?? []);
  return [...new Set(words.map((word) => word.replaceAll(/^[_.-]+|[_.-]+$/g, '')))];
}

const TARGETS = [
  undefined,
  '',
  'staging',
  ...SENSITIVE_TARGETS.map((glob) => `${glob.replaceAll('*', '')}_db`),
];
const AGENTS = [undefined, 'assistant', 'admin', 'root', 'system'];
const AMOUNTS = [
  undefined,
  null,
  0,
  1,
  -1,
  -1000,
  25,
  100,
  1000,
  1e9,
  '1000',
  '1e9',
  'NaN',
  '1,000',
  true,
  [1000],
  { value: 1000 },
];
const NAMED = ['amount', 'count', 'total', 'limit', 'path', 'query', 'environment'];
const HOURS = [undefined, 0, 3, 9, 12, 17, 18, 22, 23];

interface Attempt {
  readonly word: string;
  readonly spelled: string;
  readonly around: Omit<Action, 'type'>;
  readonly at: number | undefined;
}

type Parameters = fc.Parameters<[Attempt]>;
type IsGap = (decision: Decision['approval'], plain: Decision['approval']) => boolean;

class Attack {
  tried = 0;
  private readonly analyzed: AnalyzedPolicy;
  private readonly rules: ReadonlyMap<string, Rule>;

  constructor(analyzed: AnalyzedPolicy) {
    this.analyzed = analyzed;
    this.rules = new Map(analyzed.policy.rules.map((rule) => [rule.name, rule]));
  }

  /** What of the question gets through, and what only a person stops. */
  answer(question: Question, parameters: Parameters): readonly Gap[] {
    const isOwn = question.class === undefined;
    // Reading what a person is asked about is no way around it.
    const isHeld = (plain: Decision['approval']): boolean =>
      !isOwn || plain === 'block' || (plain === 'approve' && !question.evasion.isAboutVerbs);
    const bypass = this.search(
      question,
      parameters,
      (decision, plain) => decision === 'auto' && isHeld(plain),
    );
    const asked = isOwn
      ? this.search(question, parameters, (decision, plain) => decision === 'approve' && plain === 'block')
      : undefined;
    return [bypass, asked].filter((gap) => gap !== undefined);
  }

  /** The smallest action of the question whose decision, beside that of the plain word, is a gap. */
  private search(question: Question, parameters: Parameters, isGap: IsGap): Gap | undefined {
    const attempt = this.firstGap(question, parameters, isGap);
    if (attempt === undefined) return undefined;
    const finding = this.findingOf(question, attempt.found, attempt.replay);
    return {
      finding,
      candidates: candidatesFor(this.analyzed.policy, question, finding),
      isOpenIn: (changed) =>
        new Attack(changed.analyzed).firstGap(
          question,
          { ...parameters, numRuns: LOOKED_AT_AGAIN },
          isGap,
        ) !== undefined,
    };
  }

  private firstGap(
    question: Question,
    parameters: Parameters,
    isGap: IsGap,
  ): { readonly found: Attempt; readonly replay: string } | undefined {
    const result = fc.check(
      fc.property(attempts(question), ({ word, spelled, around, at }) => {
        const decision = this.decide({ type: spelled, ...around }, at);
        if (this.isMeant(decision, spelled, question)) return true;
        return !isGap(decision.approval, this.decide({ type: word, ...around }, at).approval);
      }),
      parameters,
    );
    const found = result.counterexample?.[0];
    const replay = `${question.id}@${String(result.seed)}:${result.counterexamplePath ?? '0'}`;
    return found === undefined ? undefined : { found, replay };
  }

  private findingOf(
    question: Question,
    { word, spelled, around, at }: Attempt,
    replay: string,
  ): ProbeFinding {
    const action = { type: spelled, ...around };
    const decision = this.decide(action, at);
    const plain = this.decide({ type: word, ...around }, at);
    const isOpen = plain.approval === 'auto';
    const category = isOpen ? this.categoryOf(decision) : CATEGORIES_OF[question.evasion.kind];
    const reliesOnApproval = decision.approval === 'approve';
    const held = plain.approval === 'block' ? 'refused' : 'asked about';
    const ends = reliesOnApproval ? 'is only asked about' : 'runs without a person';
    return {
      category,
      severity: reliesOnApproval ? 'low' : category === 'encoding-bypass' ? 'medium' : 'high',
      ...(question.class === undefined ? {} : { class: question.class.name }),
      spelling: { word, evasion: question.evasion.name },
      message: `${isOpen ? '' : `\`${word}\` is ${held}; `}\`${spelled}\` ${ends} (${question.evasion.name})`,
      action,
      ...(at === undefined ? {} : { at }),
      decision,
      rule: isOpen ? decision.rule : plain.rule,
      reliesOnApproval,
      evidence: { kind: 'tried', replay },
    };
  }

  private categoryOf({ rule }: Decision): Category {
    if (rule === DEFAULT_RULE) return 'default-fallthrough';
    return this.rules.get(rule)?.match.type.includes('*') === true ? 'wildcard-rule' : 'missing-coverage';
  }

  /** The rule that lets it run names what it lets run. */
  private isMeant({ approval, rule }: Decision, spelled: string, question: Question): boolean {
    const globs = this.rules.get(rule)?.match.type;
    if (approval !== 'auto' || globs === undefined) return false;
    const naming =
      question.class === undefined
        ? globs.filter((glob) => question.words.some((word) => glob.includes(word)))
        : globsNaming(globs, question.class);
    if (naming.length === 0) return false;
    return this.analyzed.space.names.type.matching(spelled).some(({ text }) => naming.includes(text));
  }

  private decide(action: Action, at: number | undefined): Decision {
    this.tried += 1;
    return decide(this.analyzed.compiled, action, at);
  }
}

/** A changed policy is looked at with at least so many actions. */
const LOOKED_AT_AGAIN = 200;

const CATEGORIES_OF: Readonly<Record<Evasion['kind'], Category>> = {
  spelling: 'glob-bypass',
  disguise: 'encoding-bypass',
};

function candidatesFor(policy: Policy, question: Question, finding: ProbeFinding): readonly PolicyEdit[] {
  const { rules } = policy;
  const { category, decision, rule, reliesOnApproval } = finding;
  const letting = rules.findIndex(({ name }) => name === decision.rule);
  const before = letting === -1 ? rules.length : letting;
  const inserted = (words: readonly string[]): readonly PolicyEdit[] =>
    holdingBack(policy, `ask_about_${question.class?.name ?? 'it'}`, words, before, 'approve');
  switch (category) {
    case 'glob-bypass': {
      const index = rules.findIndex(({ name }) => name === rule);
      const widened = widenings(rules[index], index, finding);
      return reliesOnApproval ? widened : [...widened, ...inserted([finding.spelling?.word ?? ''])];
    }
    case 'default-fallthrough':
      return [{ kind: 'set-default', approval: 'approve' }, ...inserted(question.words)];
    case 'wildcard-rule':
    case 'missing-coverage':
      return inserted(question.words);
    default:
      return [];
  }
}

/** The glob of the evaded rule with stars on both sides of its word, then of what forms of the word have in common. */
function widenings(
  rule: Rule | undefined,
  index: number,
  { spelling, action }: ProbeFinding,
): readonly PolicyEdit[] {
  const word = spelling?.word.toLowerCase() ?? '';
  const stem = commonStart(word, action.type.toLowerCase()).replace(/e$/, '');
  return (rule?.match.type ?? [])
    .filter((glob) => glob.toLowerCase().includes(word))
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

function attempts({ words, evasion }: Question): fc.Arbitrary<Attempt> {
  return fc.constantFrom(...words).chain((word) =>
    fc
      .record({
        spelled: evasion.spellings(word),
        target: fc.constantFrom(...TARGETS),
        agent: fc.constantFrom(...AGENTS),
        name: fc.constantFrom(...NAMED),
        value: fc.constantFrom(...AMOUNTS),
        hour: fc.constantFrom(...HOURS),
      })
      .map(({ spelled, target, agent, name, value, hour }) => ({
        word,
        spelled,
        around: {
          ...(target === undefined ? {} : { target }),
          ...(agent === undefined ? {} : { agent }),
          ...(value === undefined ? {} : { params: { [name]: value } }),
        },
        at: hour === undefined ? undefined : A_WEDNESDAY + hour * 3_600_000,
      })),
  );
}

const A_WEDNESDAY = Date.UTC(2026, 2, 4);
