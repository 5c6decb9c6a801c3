import fc from 'fast-check';
import { cleanup, render } from 'ink-testing-library';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { foldEvents, type FoldedEvent, type UnloggedEvent } from '../../src/audit/index.ts';
import { ANSI, PLAIN, textWidth } from '../../src/reporters/index.ts';
import {
  changeLiveLog,
  EMPTY_LIVE_LOG,
  shownLines,
  type LiveLogChange,
  type LiveLogState,
} from '../../src/ui/live-log-state.ts';
import { LiveLog, type LiveLogStore } from '../../src/ui/live-log.tsx';
import { logColumns } from '../../src/ui/log-columns.ts';
import { LogView } from '../../src/ui/log-view.tsx';
import { deskEvent, linked } from '../audit/log-of.ts';

afterEach(cleanup);

/** Events as they come from a log, each by itself. */
function folded(events: readonly UnloggedEvent[], from = 1): readonly FoldedEvent[] {
  return linked(events).flatMap(({ id, ...entry }) =>
    foldEvents([{ id: id + from - 1, ...entry }], () => []),
  );
}

const desk = (from: number, to: number): readonly FoldedEvent[] =>
  folded(
    Array.from({ length: to - from + 1 }, (_, i) => deskEvent(from + i)),
    from,
  );

const after = (...changes: readonly LiveLogChange[]): LiveLogState =>
  changes.reduce(changeLiveLog, EMPTY_LIVE_LOG);

const numbers = (state: LiveLogState): readonly number[] => shownLines(state).map(({ event }) => event.id);

describe('what the live log shows', () => {
  test('an outcome goes into the line of the action, whatever came between', () => {
    const { agent, action, decision } = deskEvent(1);
    const outcome: UnloggedEvent = {
      ...deskEvent(50),
      event_type: 'audit_entry',
      refers_to: deskEvent(1).event_id,
      agent: agent!,
      action: action!,
      decision: decision!,
      approval: { human_decision: 'denied', approver: 'kim' },
      result: { status: 'denied' },
    };
    const state = after({ kind: 'came', events: desk(1, 3) }, { kind: 'came', events: folded([outcome], 4) });
    expect(state.lines.map(({ cells }) => cells.status)).toEqual([
      'denied, denied by kim',
      'pending',
      'blocked',
    ]);
    expect(state.decisions).toEqual({ auto: 1, approve: 1, block: 1 });
  });

  test('an outcome whose action is not there has a line of its own', () => {
    const outcome: UnloggedEvent = {
      ...deskEvent(9),
      event_type: 'audit_entry',
      refers_to: deskEvent(1).event_id,
    };
    expect(numbers(after({ kind: 'came', events: folded([outcome], 7) }))).toEqual([7]);
  });

  test('law: pausing moves nothing and loses nothing', () => {
    const change = fc.oneof(
      fc.integer({ min: 1, max: 4 }).map((count) => ({ kind: 'came' as const, count })),
      fc.constant({ kind: 'paused or went on' as const }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        let state = EMPTY_LIVE_LOG;
        let came = 0;
        for (const one of changes) {
          const before = numbers(state);
          const wasPaused = state.isPaused;
          if (one.kind === 'came') {
            state = changeLiveLog(state, { kind: 'came', events: desk(came + 1, came + one.count) });
            came += one.count;
          } else state = changeLiveLog(state, one);
          if (wasPaused && state.isPaused) expect(numbers(state)).toEqual(before);
        }
        if (state.isPaused) state = changeLiveLog(state, { kind: 'paused or went on' });
        expect(numbers(state)).toEqual(Array.from({ length: came }, (_, i) => i + 1));
      }),
      { numRuns: 50 },
    );
  });

  test('law: what is typed leaves the lines that have every word of it', () => {
    const word = fc.constantFrom('REFUND', 'order-1', 'triage', 'block', 'nothing', '');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 3 }), (words) => {
        const state = after({ kind: 'came', events: desk(1, 24) }, { kind: 'typed', text: words.join(' ') });
        const expected = state.lines.filter(({ cells }) =>
          words.every((one) =>
            Object.values(cells).some((cell) => cell.toLowerCase().includes(one.toLowerCase())),
          ),
        );
        expect(shownLines(state)).toEqual(expected);
      }),
    );
  });

  test('keeps the last thousand', () => {
    const state = after({ kind: 'came', events: desk(1, 1500) });
    expect([numbers(state).length, numbers(state)[0]]).toEqual([1000, 501]);
    expect(state.decisions).toEqual({ auto: 750, approve: 375, block: 375 });
  });
});

describe('the view', () => {
  const state = after(
    { kind: 'came', events: desk(1, 40) },
    { kind: 'notice', text: 'the log was replaced' },
  );
  const frame = (columns: number, rows: number, paint = PLAIN, shown = state): string =>
    render(
      <LogView file="logs/a.db" state={shown} paint={paint} columns={columns} rows={rows} />,
    ).lastFrame() ?? '';

  test('has the newest events below, counts above, a notice and what can be typed', () => {
    const lines = frame(120, 10).split('\n');
    expect(lines[0]).toBe('logs/a.db  auto 20  approve 10  block 10');
    expect(lines[1]).toMatch(/^ +# {2}UTC +decision +risk +status +agent +action +rule$/);
    expect(lines[2]).toMatch(/^ +36 {2}10:00:54 {2}auto +low +pending +triage +read:order-36 +rule_0$/);
    expect(lines.at(-3)).toMatch(/^ +40 /);
    expect(lines.at(-2)).toBe('the log was replaced');
    expect(lines.at(-1)).toBe('type to filter; tab pauses, esc clears, ctrl-c quits');
  });

  test('law: is never wider or higher than the terminal', () => {
    const long = folded([
      {
        ...deskEvent(1),
        action: { type: '削除_'.repeat(30), target: '\u001B[31mred\u001B[0m' },
        agent: { id: '🤖'.repeat(20) },
      },
    ]);
    const awkward = after({ kind: 'came', events: [...desk(2, 40), ...long] });
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 160 }), fc.integer({ min: 6, max: 50 }), (columns, rows) => {
        const lines = frame(columns, rows, PLAIN, awkward).split('\n');
        expect(lines.length).toBeLessThan(rows);
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
        expect(logColumns(columns).map(({ name }) => name)).toEqual(
          expect.arrayContaining(['decision', 'action']),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('has colour by decision, and none without', () => {
    expect(frame(100, 12, ANSI)).toContain('\u001B[31mblock\u001B[39m');
    expect(frame(100, 12)).not.toContain('\u001B');
  });
});

describe('the keys', () => {
  /** A view with a store that a test changes, as the log does. */
  function view() {
    let state = EMPTY_LIVE_LOG;
    const listeners = new Set<() => void>();
    const store: LiveLogStore = {
      subscribe: (onChange) => {
        listeners.add(onChange);
        return () => listeners.delete(onChange);
      },
      state: () => state,
      change: (change) => {
        state = changeLiveLog(state, change);
        for (const listener of listeners) listener();
      },
    };
    return { store, ...render(<LiveLog file="a.db" store={store} paint={PLAIN} />) };
  }

  /** The view listens once its effects have run. */
  async function listening() {
    const shown = view();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    return shown;
  }

  test('filter, erase, clear, pause and go on', async () => {
    const { store, stdin, lastFrame } = await listening();
    const shows = async (text: string): Promise<void> =>
      await vi.waitFor(() => {
        expect(lastFrame()).toContain(text);
      });
    store.change({ kind: 'came', events: desk(1, 8) });
    for (const key of 'refundx') stdin.write(key);
    await shows('> refundx');
    await shows('0 of 8 lines');
    stdin.write('\u007F');
    await shows('2 of 8 lines');
    expect(lastFrame()).not.toContain('send_mail');
    stdin.write('\t');
    await shows('paused, 0 waiting');
    store.change({ kind: 'came', events: desk(9, 9) });
    await shows('paused, 1 waiting');
    expect(lastFrame()).not.toContain('order-9');
    stdin.write('\t');
    await shows('order-9');
    stdin.write('\u001B');
    await shows('send_mail');
    expect(store.state().wanted).toBe('');
  });

  test('a text that is pasted is one filter, without line ends', async () => {
    const { store, stdin } = await listening();
    stdin.write('order-1\nread');
    await vi.waitFor(() => {
      expect(store.state().wanted).toBe('order-1 read');
    });
  });
});
