import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createNodeOutput, type OutputStream } from '../../src/cli/node-output.ts';

interface Reader {
  readonly stream: OutputStream & Writable;
  /** Takes what was written since. */
  readonly take: () => void;
}

/** A stream whose buffer is full after a few bytes, until its reader takes them. */
function slowReader(): Reader {
  let taken: (() => void) | undefined;
  const writable = new Writable({
    highWaterMark: 4,
    write: (_chunk, _encoding, done) => {
      taken = done;
    },
  });
  const stream = Object.assign(writable, { isTTY: false, columns: 80 }) as unknown as OutputStream & Writable;
  return { stream, take: () => taken?.() };
}

function unexpected(error: Error): never {
  throw error;
}

describe('an output', () => {
  test('waits for its reader as often as needed with the same listeners', async () => {
    const { stream, take } = slowReader();
    const output = createNodeOutput(stream, unexpected);
    const listeners = stream.listenerCount('error');
    for (let i = 0; i < 30; i += 1) {
      output.write('a line of the result\n');
      const drained = output.drained();
      take();
      await drained;
      expect(stream.listenerCount('error') + stream.listenerCount('drain')).toBe(listeners + 1);
    }
  });

  test('stops waiting when its reader goes away, and then says that it is closed', async () => {
    const { stream } = slowReader();
    const output = createNodeOutput(stream, unexpected);
    output.write('a line of the result\n');
    const drained = output.drained();
    stream.destroy(Object.assign(new Error('gone'), { code: 'EPIPE' }));
    await drained;
    expect(output.isClosed).toBe(true);
    output.write('nobody reads this');
    await output.drained();
  });

  test('says once that it cannot be written, and holds nobody up', async () => {
    const { stream } = slowReader();
    const failures: (string | undefined)[] = [];
    const output = createNodeOutput(stream, ({ code }) => failures.push(code));
    output.write('a line of the result\n');
    const drained = output.drained();
    stream.destroy(Object.assign(new Error('disk full'), { code: 'ENOSPC' }));
    await drained;
    output.write('the rest');
    await output.drained();
    expect(failures).toEqual(['ENOSPC']);
  });
});
