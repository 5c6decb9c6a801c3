import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { AGENTS, findAgent, type JsonObject, type Permission } from '../../src/hooks/index.ts';

const FOLDER = new URL('../../fixtures/hooks/', import.meta.url).pathname;

interface Recorded {
  readonly input: JsonObject;
  readonly read: { readonly action: JsonObject; readonly kind: string; readonly id: string };
  readonly answers: Readonly<Partial<Record<Permission, Json>>>;
}

const RECORDED = AGENTS.flatMap((agent) =>
  readdirSync(FOLDER + agent).map((file) => {
    const recorded = JSON.parse(readFileSync(`${FOLDER}${agent}/${file}`, 'utf8')) as Recorded;
    return { agent, file, recorded };
  }),
);

describe('what agents tell their hooks', () => {
  test.each(RECORDED)('$agent/$file is understood and answered', ({ agent: name, recorded }) => {
    const agent = findAgent(name)!;
    const event = agent.read(recorded.input);
    if (!event.ok) throw new Error(JSON.stringify(event.error));
    const { call, ...rest } = event.value;
    const { action, ...others } = call;
    const { params, ...named } = action;
    expect({ ...rest, action: named, ...others }).toEqual(recorded.read);
    expect(typeof params).toBe('object');
    for (const [permission, answer] of Object.entries(recorded.answers))
      expect(agent.answer(event.value, { permission: permission as Permission, reason: 'no' })).toEqual(
        answer,
      );
  });

  test.each(RECORDED.filter(({ recorded }) => recorded.read.kind === 'outcome'))(
    '$agent/$file, which has ended, is not decided about again',
    ({ agent: name, recorded }) => {
      const agent = findAgent(name)!;
      const event = agent.read(recorded.input);
      if (!event.ok) throw new Error('unreadable');
      for (const permission of ['none', 'allow', 'ask', 'deny'] as const)
        expect(agent.answer(event.value, { permission, reason: 'no' })).toEqual({});
    },
  );

  test('a call and its end have the same id, also where the agent has none', () => {
    const idOf = (file: string) =>
      RECORDED.find((each) => each.agent === 'gemini' && each.file === file)?.recorded.read.id;
    expect(idOf('shell.json')).toBe(idOf('succeeded.json'));
    expect(idOf('shell.json')).not.toBe(idOf('write.json'));
  });
});

/** What each agent takes for a refusal, a question and a permission, as its documentation has it. */
const SAYS: Readonly<Record<(typeof AGENTS)[number], (answer: JsonObject) => Json | undefined>> = {
  'claude-code': (answer) => (answer['hookSpecificOutput'] as JsonObject | undefined)?.['permissionDecision'],
  codex: (answer) => (answer['hookSpecificOutput'] as JsonObject | undefined)?.['permissionDecision'],
  cursor: (answer) => answer['permission'],
  gemini: (answer) => answer['decision'],
};

describe('laws of answers', () => {
  const calls = RECORDED.filter(({ recorded }) => recorded.read.kind === 'call');
  test.each(calls)(
    '$agent/$file: a refusal refuses, a question never lets it run, nothing allows by itself',
    (each) => {
      const agent = findAgent(each.agent)!;
      const event = agent.read(each.recorded.input);
      if (!event.ok) throw new Error('unreadable');
      const said = (permission: Permission) =>
        SAYS[each.agent](agent.answer(event.value, { permission, reason: 'no' }) as JsonObject);
      expect(said('deny')).toBe('deny');
      expect(['ask', 'deny']).toContain(said('ask'));
      expect(said('none')).toBeUndefined();
      expect([undefined, 'allow']).toContain(said('allow'));
    },
  );

  test('Codex is never told what it takes for a failure, after which the call runs', () => {
    const codex = findAgent('codex')!;
    for (const { recorded } of calls.filter(({ agent }) => agent === 'codex')) {
      const event = codex.read(recorded.input);
      if (!event.ok) throw new Error('unreadable');
      for (const permission of ['none', 'allow', 'ask', 'deny'] as const) {
        const text = JSON.stringify(codex.answer(event.value, { permission, reason: 'no' }));
        expect(text).not.toMatch(/"(?:ask|allow|approve)"/);
      }
    }
  });

  test.each(AGENTS)('%s: no input is understood that is not a call, and none breaks it', (name) => {
    const agent = findAgent(name)!;
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...FIELDS), fc.jsonValue()), (input) => {
        const event = agent.read(input as JsonObject);
        if (!event.ok) expect(event.error.length).toBeGreaterThan(0);
        else expect(event.value.call.action.type).not.toBe('');
      }),
    );
  });
});

const FIELDS = ['hook_event_name', 'tool_name', 'tool_input', 'cwd', 'session_id', 'tool_use_id', 'command'];
