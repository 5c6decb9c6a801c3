import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../src/model/index.ts';
import { PROTECTED_EVERYWHERE, protectedFile, touchedThing, withProtection } from '../../src/hooks/index.ts';

const POLICY = '/home/kim/shop/rules/agents.yaml';
const things = [...PROTECTED_EVERYWHERE, protectedFile('the policy', POLICY, () => POLICY)];
const links: Readonly<Record<string, string>> = {
  '/home/kim/shop/harmless.txt': POLICY,
  'harmless.txt': POLICY,
};
const identify = (path: string): string | undefined => links[path];
const touched = (params: Record<string, unknown>, target?: string) =>
  touchedThing({ params: params as never, ...(target === undefined ? {} : { target }) }, things, identify);

describe('what no call touches unasked', () => {
  test.each([
    ['the policy', { file_path: '/home/kim/shop/rules/agents.yaml' }],
    ['the policy', { command: 'echo "rules: []" > rules/agents.yaml' }],
    ['the policy', { command: 'cp x.yaml RULES/Agents.YAML' }],
    ['the policy', { edits: [{ file: 'C:\\shop\\aegis.yaml' }] }],
    ['the policy', { 'aegis.yaml': 'as a name' }],
    ['the audit log', { command: 'rm aegis_audit.db-wal' }],
    ['a key of the audit log', { command: 'cat aegis-audit.key' }],
    ['the settings of the hooks', { file_path: '.claude/settings.local.json' }],
    ['the settings of the hooks', { file_path: '.claude/./settings.json' }],
    ['the settings of the hooks', { file_path: '.claude//settings.json' }],
    ['the settings of the hooks', { command: 'sed -i s/check// ~/.codex/hooks.json' }],
    ['the settings of the hooks', { path: '.cursor\\hooks.json' }],
    ['the settings of the hooks', { path: '.gemini/settings.json' }],
  ])('%s is touched by %j', (thing, params) => {
    expect(touched(params)).toBe(thing);
  });

  test('a link that leads there touches it, alone and within a command', () => {
    expect(touched({ file_path: 'harmless.txt' })).toBe('the policy');
    expect(touched({ command: 'tee "/home/kim/shop/harmless.txt"</dev/null' })).toBe('the policy');
    expect(touched({}, 'harmless.txt')).toBe('the policy');
  });

  test('ordinary work touches nothing', () => {
    expect(
      touched({ command: 'npm test -- --grep "settings page"', timeout: 3 }, 'npm test'),
    ).toBeUndefined();
    expect(touched({ file_path: 'src/settings.json', content: 'policy\naudit' })).toBeUndefined();
  });

  test('a call with more words than anyone looks up is asked about', () => {
    const command = Array.from({ length: 1_500 }, (_, i) => String(i)).join(' ');
    expect(touched({ a: command.slice(0, 4_000), b: command.slice(4_000), c: numbers(2_000, 3_500) })).toBe(
      'more paths than can be looked up',
    );
  });

  test('law: wherever a protected name stands in a call, the call is seen', () => {
    const name = fc.constantFrom('aegis.yaml', 'aegis_audit.db', '.claude/settings', 'agents.yaml');
    fc.assert(
      fc.property(
        fc.string(),
        name,
        fc.string(),
        fc.array(fc.constantFrom('a', 'b', 0), { maxLength: 4 }),
        (before, thing, after, way) => {
          const wrapped = way.reduce<unknown>(
            (value, step) => (step === 0 ? [value] : { [step]: value }),
            before + thing + after,
          );
          expect(touched({ value: wrapped })).toBeDefined();
        },
      ),
    );
  });
});

function numbers(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, i) => String(from + i))
    .join(' ')
    .slice(0, 4_000);
}

describe('the decision about such a call', () => {
  const decision = (approval: Decision['approval']): Decision => ({
    approval,
    riskLevel: 'low',
    rule: 'reads',
    reason: 'r',
    isAllowed: approval === 'auto',
    needsApproval: approval === 'approve',
    unknown: [],
    policyHash: 'aa',
    engine: 'e',
  });

  test('is at least approve, and never milder than the policy', () => {
    expect(withProtection(decision('auto'), 'the policy')).toMatchObject({
      approval: 'approve',
      isAllowed: false,
      needsApproval: true,
      rule: '<protected>',
    });
    for (const approval of ['approve', 'block'] as const)
      expect(withProtection(decision(approval), 'the policy')).toEqual(decision(approval));
    expect(withProtection(decision('auto'), undefined)).toEqual(decision('auto'));
  });
});
