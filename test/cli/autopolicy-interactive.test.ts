import { describe, expect, test } from 'vitest';
import { runAegis, type Ran } from './run-aegis.ts';

interface Asked {
  readonly ran: Ran;
  readonly questions: readonly string[];
}

/** Somebody at a terminal who answers one question after another, and then is gone. */
async function answering(answers: readonly string[], argv: readonly string[]): Promise<Asked> {
  const questions: string[] = [];
  const left = [...answers];
  const terminal = {
    user: 'kim',
    ask: (question: string) => {
      questions.push(question);
      return Promise.resolve(left.shift());
    },
    close: () => undefined,
  };
  const ran = await runAegis(['autopolicy', ...argv, '--interactive', '-o', 'policy.yaml'], {
    platform: { openTerminal: () => terminal },
  });
  return { ran, questions };
}

function written({ ran }: Asked): string | undefined {
  return ran.machine.written.get('/work/policy.yaml');
}

describe('aegis autopolicy --interactive', { timeout: 120_000 }, () => {
  test('shows the reading, and writes after a yes', async () => {
    const asked = await answering(['y'], ['block deletes']);
    expect(asked.ran.exitCode).toBe(0);
    expect(asked.questions).toHaveLength(1);
    expect(asked.questions[0]).toMatch(
      /rule {5}block_delete: `block deletes`\n[^]*Write this policy\? \[y\/N\] $/,
    );
    expect(written(asked)).toContain('block_delete');
  });

  test.each([['n'], [''], ['yeah'], []])('writes nothing after %j', async (...answers) => {
    const asked = await answering(answers, ['block deletes']);
    expect(asked.ran.exitCode).toBe(1);
    expect(written(asked)).toBeUndefined();
  });

  test('asks what is meant by words that are not understood, with other phrasings', async () => {
    const asked = await answering(['block exports', 'y'], ['frobnicate the widgets. block deletes']);
    expect(asked.questions[0]).toContain('not understood: frobnicate the widgets');
    expect(asked.questions[0]).toContain('block deletes on production');
    expect(written(asked)).toContain('# block exports\n');
    expect(written(asked)).toContain('# block deletes\n');
    expect(written(asked)).not.toContain('widgets');
  });

  test('leaves words out, and asks again about what is still not understood', async () => {
    const asked = await answering(
      ['grumble the gizmos', '-', 'y'],
      ['frobnicate the widgets. block deletes'],
    );
    expect(asked.questions[1]).toContain('not understood: grumble the gizmos');
    expect(written(asked)).toContain('# block deletes\n');
  });

  test('stops at an empty answer', async () => {
    const asked = await answering([''], ['frobnicate the widgets. block deletes']);
    expect(asked.ran.exitCode).toBe(1);
    expect(written(asked)).toBeUndefined();
  });
});
