import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFolderWatch, type FolderWatch } from '../../src/platform/index.ts';

type Change = (name: string | null) => void;

let open: Map<string, { change: Change; fail: () => void }>;
let watch: FolderWatch;

beforeEach(() => {
  vi.useFakeTimers();
  open = new Map();
  watch = createFolderWatch(
    (path) => path.endsWith('.py'),
    (folder, change, fail) => {
      if (folder === '/forbidden') throw new Error('no');
      open.set(folder, { change, fail });
      return { close: () => open.delete(folder) };
    },
  );
});

afterEach(() => {
  watch.close();
  vi.useRealTimers();
});

/** Whether the watch tells a change within a second. */
async function tells(): Promise<boolean> {
  let isTold = false;
  void watch.next().then(() => {
    isTold = true;
  });
  await vi.advanceTimersByTimeAsync(1000);
  return isTold;
}

describe('watched folders', () => {
  it('tell many changes at once, when there is quiet', async () => {
    watch.update(['/desk']);
    let told = 0;
    void watch.next().then(() => (told += 1));
    for (let step = 0; step < 10; step += 1) {
      open.get('/desk')!.change('a.py');
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(told).toBe(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(told).toBe(1);
    expect(await tells()).toBe(false);
  });

  it('keep a change that comes while nobody waits', async () => {
    watch.update(['/desk']);
    open.get('/desk')!.change(null);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await tells()).toBe(true);
  });

  it('say nothing of what does not matter', async () => {
    watch.update(['/desk']);
    open.get('/desk')!.change('report.json');
    expect(await tells()).toBe(false);
  });

  it('are those that were named last, and forget what went away', () => {
    expect(watch.update(['/a', '/b', '/forbidden'])).toBe(1);
    watch.update(['/b', '/c']);
    expect([...open.keys()]).toEqual(['/b', '/c']);
    open.get('/b')!.fail();
    expect([...open.keys()]).toEqual(['/c']);
    watch.close();
    expect(open.size).toBe(0);
  });
});
