import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePath, parseSameSteps, stepsText, type PathStep } from '../../../src/scan/catalog/path.ts';

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_$]{0,8}$/);
const step: fc.Arbitrary<PathStep> = fc.oneof(
  fc.record({ kind: fc.constant('member' as const), name }),
  fc.constant({ kind: 'item' as const }),
  fc.constant({ kind: 'call' as const }),
  fc.record({ kind: fc.constant('call' as const), text: fc.stringMatching(/^[^"\\\n]{0,8}$/) }),
  fc.record({ kind: fc.constant('call' as const), keyword: name, text: fc.constant('bedrock-runtime') }),
  fc.record({
    kind: fc.constant('handed' as const),
    to: fc.oneof(name, fc.nat(9).map(String)),
    index: fc.nat(3),
  }),
);
const head = fc.record({ kind: fc.constantFrom('export' as const, 'type' as const), name });

describe('a catalogue path', () => {
  it('is read as it is written', () => {
    fc.assert(
      fc.property(head, fc.array(step), (begin, steps) => {
        const text = `${begin.kind === 'type' ? '$' : ''}${begin.name}${stepsText(steps)}`;
        expect(parsePath(text)).toEqual({ ok: true, value: { text, head: begin, steps } });
      }),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const path = parsePath(text);
        if (!path.ok) return;
        const { head: begin, steps } = path.value;
        expect(`${begin.kind === 'type' ? '$' : ''}${begin.name}${stepsText(steps)}`).toBe(text);
      }),
    );
  });

  it('says from where on it cannot be read', () => {
    expect(parsePath('$client.chat completions')).toEqual({
      ok: false,
      error: 'path `$client.chat completions` cannot be read from ` completions` on',
    });
  });

  it('has one spelling for what is handed to a callback', () => {
    expect(parsePath('createTool{execute.1}.mastra')).toMatchObject({
      ok: true,
      value: {
        steps: [
          { kind: 'handed', to: 'execute', index: 1 },
          { kind: 'member', name: 'mastra' },
        ],
      },
    });
    for (const text of ['createTool{execute.0}', 'createTool{00}', 'createTool{}', 'createTool{execute'])
      expect(parsePath(text), text).toMatchObject({ ok: false });
  });

  it('has no steps that begin nowhere', () => {
    expect(parseSameSteps('with_options()')).toMatchObject({ ok: true });
    expect(parseSameSteps('().beta')).toMatchObject({ ok: true });
    expect(parseSameSteps('$client')).toMatchObject({ ok: false });
  });
});
