import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AGENTS,
  findAgent,
  installedHooks,
  withHooks,
  withoutHooks,
  type JsonObject,
} from '../../src/hooks/index.ts';

const COMMAND = '"/usr/bin/node" "/opt/aegis/bin/aegis.js" check --hook claude-code';

const others = fc.dictionary(
  fc.constantFrom('PreToolUse', 'preToolUse', 'BeforeTool', 'Stop'),
  fc.array(
    fc.constantFrom(
      { matcher: 'Bash', hooks: [{ type: 'command', command: 'lint.sh' }] },
      { command: 'fmt' },
    ),
    {
      minLength: 1,
    },
  ),
  { minKeys: 1 },
);
const settings = fc
  .tuple(fc.dictionary(fc.constantFrom('model', 'permissions', 'version'), fc.jsonValue()), fc.option(others))
  .map(([rest, hooks]) => (hooks === null ? rest : { ...rest, hooks }) as JsonObject);

const value = <T>(result: { ok: boolean; value?: T }): T => {
  if (!result.ok) throw new Error('refused');
  return result.value as T;
};

describe.each(AGENTS)('the settings of %s', (name) => {
  const agent = findAgent(name)!.settings;

  test('law: installing twice is installing once, and everything else stays', () => {
    fc.assert(
      fc.property(settings, (before) => {
        const once = value(withHooks(before, agent, COMMAND));
        expect(value(withHooks(once, agent, COMMAND))).toEqual(once);
        expect(value(withHooks(once, agent, COMMAND.replace('/opt', '/usr')))).not.toEqual(once);
        const { hooks: _, ...rest } = once;
        const { hooks: __, ...others } = before;
        expect(rest).toEqual({ ...agent.base, ...others });
      }),
    );
  });

  test('law: installing and uninstalling gives back what was there', () => {
    fc.assert(
      fc.property(settings, (before) => {
        const after = value(withoutHooks(value(withHooks(before, agent, COMMAND))));
        expect(after).toEqual({ ...agent.base, ...before });
        expect(Object.keys(after).filter((key) => key in before)).toEqual(Object.keys(before));
      }),
    );
  });

  test('has an entry for every event that an adapter reads before and after a call', () => {
    const installed = installedHooks(value(withHooks(undefined, agent, COMMAND)));
    expect(installed.length).toBe(Object.keys(agent.entries(COMMAND)).length);
    expect(new Set(installed.map(({ command }) => command))).toEqual(new Set([COMMAND]));
  });

  test('are refused where hooks stand in another form, so that nothing is lost', () => {
    expect(withHooks({ hooks: [] }, agent, COMMAND).ok).toBe(false);
    expect(withHooks({ hooks: { PreToolUse: 'x' } }, agent, COMMAND).ok).toBe(false);
    expect(withoutHooks({ hooks: 'x' }).ok).toBe(false);
  });
});

test('a foreign hook in the same entry stays when ours goes', () => {
  const mixed = {
    matcher: '*',
    hooks: [
      { type: 'command', command: 'lint.sh' },
      { type: 'command', command: COMMAND },
    ],
  };
  expect(value(withoutHooks({ hooks: { PreToolUse: [mixed], Stop: [] } }))).toEqual({
    hooks: { PreToolUse: [{ matcher: '*', hooks: [{ type: 'command', command: 'lint.sh' }] }], Stop: [] },
  });
});
