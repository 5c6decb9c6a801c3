import * as fc from 'fast-check';
import { decide, type CompiledPolicy } from '../decision/index.ts';
import { type Action, type Decision, type Rule } from '../model/index.ts';
import { EVASIONS, type Evasion } from './evasions.ts';
import type { Category, ProbeFinding } from './finding.ts';
import { CLASSES, SENSITIVE_TARGETS, type ClassWords } from './lexicon.ts';
import { namesOneOf } from './proved-layer.ts';

export interface AdversarialLayer {
  readonly findings: readonly ProbeFinding[];
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
export function adversarialLayer(compiled: CompiledPolicy, { seed, runs }: Trials): AdversarialLayer {
  const questions = questionsFor(compiled);
  const each = Math.max(1, Math.ceil(runs / questions.length));
  const attack = new Attack(compiled);
  const answers = questions.map((question, number) => ({
    question,
    ...attack.answer(question, { seed: seed + number, numRuns: each }),
  }));
  const share = (kind: Evasion['kind']): number => {
    const asked = answers.filter(
      ({ question }) => question.class !== undefined && question.evasion.kind === kind,
    );
    return asked.filter(({ isSafe }) => isSafe).length / asked.length;
  };
  return {
    findings: answers.flatMap(({ findings }) => findings),
    spelling: share('spelling'),
    disguise: share('disguise'),
    tried: attack.tried,
  };
}

/** The findings of one question, by the `replay` of a finding; undefined when there is no such question. */
export function replayed(compiled: CompiledPolicy, replay: string): readonly ProbeFinding[] | undefined {
  const parts = /^(.+)@(-?\d+):([\d:]+)$/.exec(replay);
  const question = questionsFor(compiled).find(({ id }) => id === parts?.[1]);
  if (parts === null || question === undefined) return undefined;
  const path = parts[3] ?? '';
  return new Attack(compiled).answer(question, {
    seed: Number(parts[2]),
    numRuns: 1,
    path,
    endOnFailure: true,
  }).findings;
}

function questionsFor({ policy }: CompiledPolicy): readonly Question[] {
  const own = ownWords(policy.rules);
  return EVASIONS.flatMap((evasion) => [
    ...CLASSES.map((words) => ({
      id: `${evasion.name}/${words.name}`,
      evasion,
      class: words,
      words: [...words.verbs, ...words.synonyms],
    })),
    ...(own.length === 0 ? [] : [{ id: `${evasion.name}/own`, evasion, class: undefined, words: own }]),
  ]);
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

class Attack {
  tried = 0;
  private readonly compiled: CompiledPolicy;

  constructor(compiled: CompiledPolicy) {
    this.compiled = compiled;
  }

  answer(
    question: Question,
    parameters: fc.Parameters<[Attempt]>,
  ): { readonly isSafe: boolean; readonly findings: readonly ProbeFinding[] } {
    const isPlainUnattended =
      question.class !== undefined &&
      question.words.some((word) => this.isUnattended({ type: word }, undefined, question));
    const bypass = this.search(
      question,
      parameters,
      (decision, plain) => decision === 'auto' && plain !== 'auto',
    );
    const asked =
      question.class === undefined
        ? this.search(question, parameters, (decision, plain) => decision === 'approve' && plain === 'block')
        : undefined;
    const findings = [bypass, asked].filter((finding) => finding !== undefined);
    return { isSafe: bypass === undefined && !isPlainUnattended, findings };
  }

  /** The smallest action of the question whose decision, beside that of the plain word, is a gap. */
  private search(
    question: Question,
    parameters: fc.Parameters<[Attempt]>,
    isGap: (decision: Decision['approval'], plain: Decision['approval']) => boolean,
  ): ProbeFinding | undefined {
    const result = fc.check(
      fc.property(attempts(question), ({ word, spelled, around, at }) => {
        const decision = this.decide({ type: spelled, ...around }, at);
        if (this.isMeant(decision, question)) return true;
        return !isGap(decision.approval, this.decide({ type: word, ...around }, at).approval);
      }),
      parameters,
    );
    const attempt = result.counterexample?.[0];
    if (attempt === undefined) return undefined;
    const replay = `${question.id}@${String(result.seed)}:${result.counterexamplePath ?? '0'}`;
    return this.findingOf(question, attempt, replay);
  }

  private findingOf(
    question: Question,
    { word, spelled, around, at }: Attempt,
    replay: string,
  ): ProbeFinding {
    const action = { type: spelled, ...around };
    const decision = this.decide(action, at);
    const plain = this.decide({ type: word, ...around }, at);
    const reliesOnApproval = decision.approval === 'approve';
    const category: Category = question.evasion.kind === 'disguise' ? 'encoding-bypass' : 'glob-bypass';
    const held = plain.approval === 'block' ? 'refused' : 'asked about';
    return {
      category,
      severity: reliesOnApproval ? 'low' : category === 'glob-bypass' ? 'high' : 'medium',
      ...(question.class === undefined ? {} : { class: question.class.name }),
      spelling: { word, evasion: question.evasion.name },
      message: `\`${word}\` is ${held}; \`${spelled}\` ${reliesOnApproval ? 'is only asked about' : 'runs without a person'} (${question.evasion.name})`,
      action,
      ...(at === undefined ? {} : { at }),
      decision,
      rule: plain.rule,
      reliesOnApproval,
      evidence: { kind: 'tried', replay },
    };
  }

  private isUnattended(action: Action, at: number | undefined, question: Question): boolean {
    const decision = this.decide(action, at);
    return decision.approval === 'auto' && !this.isMeant(decision, question);
  }

  /** The rule that lets it run names what it lets run. */
  private isMeant(decision: Decision, question: Question): boolean {
    const rule = this.compiled.policy.rules.find(({ name }) => name === decision.rule);
    if (decision.approval !== 'auto' || rule === undefined) return false;
    if (question.class !== undefined) return namesOneOf(rule, question.class);
    return question.words.some((word) => rule.match.type.some((glob) => glob.includes(word)));
  }

  private decide(action: Action, at: number | undefined): Decision {
    this.tried += 1;
    return decide(this.compiled, action, at);
  }
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
