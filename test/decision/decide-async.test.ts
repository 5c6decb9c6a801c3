import { expect, test } from 'vitest';
import {
  compilePolicy,
  decide,
  decideAsync,
  explain,
  rememberAnswers,
  type SemanticEvaluator,
} from '../../src/decision/index.ts';
import { policyOf } from './load.ts';

const POLICY = `
version: "1"
defaults: { approval: auto, risk_level: low }
rules:
  - { name: promises, match: { type: "send_*" }, conditions: { semantic: { ask: Does it promise money? } }, approval: block }
  - { name: rude, match: { type: "send_*" }, conditions: { semantic: { ask: Is it rude? } }, approval: approve }
`;
const engineOf = (): ReturnType<typeof compilePolicy> => compilePolicy(policyOf(POLICY));
const MAIL = { type: 'send_mail', params: { text: 'You will get your money back.' } };
const never = (): AbortSignal => new AbortController().signal;

/** Answers from a table; what is not in it fails. Keeps the questions. */
function evaluatorOf(answers: Record<string, boolean>): SemanticEvaluator & { readonly questions: string[] } {
  const questions: string[] = [];
  return {
    questions,
    evaluate: (text) => {
      questions.push(text);
      const answer = answers[text];
      return answer === undefined ? Promise.reject(new Error('no idea')) : Promise.resolve(answer);
    },
  };
}

test('without an evaluator a question is unknown, and its rule takes part', async () => {
  const decision = decide(engineOf(), MAIL);
  expect(decision).toMatchObject({ approval: 'block', rule: 'promises' });
  expect(decision.unknown.map(({ why }) => why)).toEqual(Array(2).fill('nobody answered the question'));
  expect(await decideAsync(engineOf(), MAIL)).toEqual(decision);
});

test('answers decide, are asked for only while they can matter, and are recorded', async () => {
  const yes = evaluatorOf({ 'Does it promise money?': true });
  expect(await decideAsync(engineOf(), MAIL, { evaluator: yes, timeout: never })).toMatchObject({
    approval: 'block',
    unknown: [],
    asked: [{ text: 'Does it promise money?', answer: true }],
  });
  expect(yes.questions).toEqual(['Does it promise money?']);
  const no = evaluatorOf({ 'Does it promise money?': false, 'Is it rude?': false });
  expect(await decideAsync(engineOf(), MAIL, { evaluator: no, timeout: never })).toMatchObject({
    approval: 'auto',
  });
  const other = evaluatorOf({});
  await decideAsync(engineOf(), { type: 'read' }, { evaluator: other, timeout: never });
  expect(other.questions).toEqual([]);
});

test('failure, timeout and an answer that is none are unknown, and recorded so', async () => {
  const rude = { text: 'Is it rude?', answer: false };
  const failing = evaluatorOf({ 'Is it rude?': false });
  const failed = await decideAsync(engineOf(), MAIL, { evaluator: failing, timeout: never });
  expect(failed.asked).toEqual([{ text: 'Does it promise money?', answer: 'unknown' }, rude]);
  expect(failed).toMatchObject({ approval: 'block', rule: 'promises' });
  const hanging: SemanticEvaluator = { evaluate: () => new Promise(() => undefined) };
  const late = await decideAsync(engineOf(), MAIL, {
    evaluator: hanging,
    timeout: () => AbortSignal.abort(),
  });
  expect(late.asked?.map(({ answer }) => answer)).toEqual(['unknown', 'unknown']);
  const odd = { evaluate: () => Promise.resolve('yes' as unknown as boolean) };
  const strange = await decideAsync(engineOf(), MAIL, { evaluator: odd, timeout: never });
  expect(strange.asked?.[0]).toEqual({ text: 'Does it promise money?', answer: 'unknown' });
  const throwing: SemanticEvaluator = {
    evaluate: () => {
      throw new Error('at once');
    },
  };
  expect((await decideAsync(engineOf(), MAIL, { evaluator: throwing, timeout: never })).asked).toHaveLength(
    2,
  );
});

test('with the recorded answers the decision is made again, byte for byte, and explained', async () => {
  const evaluator = evaluatorOf({ 'Does it promise money?': false, 'Is it rude?': true });
  const decision = await decideAsync(engineOf(), MAIL, { evaluator, timeout: never });
  expect(JSON.stringify(decide(engineOf(), MAIL, undefined, decision.asked))).toBe(JSON.stringify(decision));
  const explained = explain(engineOf(), MAIL, undefined, decision.asked);
  expect(explained.decision).toEqual(decision);
  expect(explained.rules.map(({ conditions }) => conditions[0])).toMatchObject([
    { verdict: false, found: 'the answer is no' },
    { verdict: true, found: 'the answer is yes' },
  ]);
});

test('an action that cannot be judged asks nothing', async () => {
  const evaluator = evaluatorOf({});
  const decision = await decideAsync(engineOf(), { type: ' ' }, { evaluator, timeout: never });
  expect(decision.rule).toBe('<invalid>');
  expect(evaluator.questions).toEqual([]);
});

test('remembered answers are given for equal actions only; failures are asked again', async () => {
  const inner = evaluatorOf({ 'Is it rude?': true });
  const remembering = rememberAnswers(inner);
  const ask = (text: string, action: object): Promise<boolean> => remembering.evaluate(text, action, never());
  expect(await ask('Is it rude?', { type: 'a', params: { x: 1, y: 2 } })).toBe(true);
  expect(await ask('Is it rude?', { params: { y: 2, x: 1 }, type: 'a' })).toBe(true);
  expect(inner.questions).toHaveLength(1);
  await ask('Is it rude?', { type: 'b' });
  expect(inner.questions).toHaveLength(2);
  for (let i = 0; i < 2; i += 1) await expect(ask('Why?', { type: 'a' })).rejects.toThrow('no idea');
  await ask('Is it rude?', { type: 'a', params: { x: 1n } });
  expect(inner.questions).toHaveLength(5);
});

test('an answer is waited for ten seconds unless told otherwise, and no longer', async () => {
  const waits: number[] = [];
  const signals: AbortSignal[] = [];
  const controller = new AbortController();
  const timeout = (milliseconds: number): AbortSignal => {
    waits.push(milliseconds);
    return controller.signal;
  };
  const hanging: SemanticEvaluator = {
    evaluate: (_text, _action, signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    },
  };
  const waiting = decideAsync(engineOf(), MAIL, { evaluator: hanging, timeout });
  controller.abort();
  expect(await waiting).toMatchObject({ approval: 'block', rule: 'promises' });
  await decideAsync(engineOf(), MAIL, { evaluator: hanging, timeout, timeoutMs: 50 });
  expect(waits).toEqual([10_000, 10_000, 50, 50]);
  expect(signals).toEqual(Array(4).fill(controller.signal));
});

test('the action and the instant reach the evaluator and the conditions', async () => {
  const rules = [
    { conditions: { all: [{ semantic: { ask: 'Q' } }, { time_after: '12:00' }] }, approval: 'auto' },
  ];
  const timed = compilePolicy(policyOf({ version: '1', rules }));
  const seen: unknown[] = [];
  const evaluator: SemanticEvaluator = {
    evaluate: (text, action) => {
      seen.push([text, action]);
      return Promise.resolve(true);
    },
  };
  const at = Date.UTC(2026, 2, 1, 13);
  expect((await decideAsync(timed, MAIL, { evaluator, timeout: never, at })).approval).toBe('auto');
  expect(seen).toEqual([['Q', MAIL]]);
  const early = await decideAsync(timed, MAIL, { evaluator, timeout: never, at: Date.UTC(2026, 2, 1, 11) });
  expect(early).toMatchObject({ rule: '<default>' });
  expect(early.asked).toBeUndefined();
});

test('a question is asked once, though rules and parts of a rule repeat it', async () => {
  const rules = [
    {
      conditions: { any: [{ semantic: { ask: 'Q' } }, { all: [{ semantic: { ask: 'Q' } }] }] },
      approval: 'approve',
    },
    { conditions: { semantic: { ask: 'Q' }, not: { semantic: { ask: 'R' } } }, approval: 'block' },
  ];
  const asking = compilePolicy(policyOf({ version: '1', rules, defaults: { approval: 'auto' } }));
  const evaluator = evaluatorOf({ Q: false, R: false });
  const decision = await decideAsync(asking, { type: 'x' }, { evaluator, timeout: never });
  expect(evaluator.questions).toEqual(['Q']);
  expect(decision).toMatchObject({ approval: 'auto', asked: [{ text: 'Q', answer: false }] });
});

test('a rule that waits for a name asks, too, because it may take part', async () => {
  const rules = [
    { match: { target: 'prod*' }, conditions: { semantic: { ask: 'Q' } }, approval: 'block' },
    { approval: 'auto' },
  ];
  const asking = compilePolicy(policyOf({ version: '1', rules }));
  const evaluator = evaluatorOf({ Q: false });
  const decision = await decideAsync(asking, { type: 'x' }, { evaluator, timeout: never });
  expect(decision).toMatchObject({ approval: 'auto', asked: [{ text: 'Q', answer: false }] });
});

test('parameters that cannot be read ask nothing', async () => {
  const params = {
    get text(): string {
      throw new Error('no');
    },
  };
  const rules = [{ conditions: { param_eq: { text: 'a' }, semantic: { ask: 'Q' } }, approval: 'auto' }];
  const asking = compilePolicy(policyOf({ version: '1', rules }));
  const evaluator = evaluatorOf({ Q: true });
  const decision = await decideAsync(asking, { type: 'x', params }, { evaluator, timeout: never });
  expect(decision.rule).toBe('<invalid>');
  expect(evaluator.questions).toEqual([]);
});

test('no more answers are remembered than twice the limit', async () => {
  const inner = evaluatorOf({ Q: true });
  const remembering = rememberAnswers(inner, 2);
  const ask = (id: number): Promise<boolean> =>
    remembering.evaluate('Q', { type: 'x', params: { id } }, never());
  for (const id of [1, 2, 3, 4, 5]) await ask(id);
  await ask(1);
  expect(inner.questions).toHaveLength(6);
  await ask(5);
  expect(inner.questions).toHaveLength(6);
});
