import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newKeyPair, parsedEvent, readCheckpoint, type UnloggedEvent } from '../../src/audit/index.ts';
import { openAuditWriter, type AuditWriter, type WriterLife } from '../../src/cli/audit-writer.ts';
import { createContext } from '../../src/cli/context.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import { deskEvent } from '../audit/log-of.ts';
import { DRIVERS, freshPath, readerAt } from '../store/drivers.ts';
import { memoryPlatform, type MemoryMachine } from './memory-platform.ts';
import { runAegis } from './run-aegis.ts';

const driver = DRIVERS[0]!;
const keys = newKeyPair(nodeCryptography);
const events = (from: number, to: number): readonly UnloggedEvent[] =>
  Array.from({ length: to - from + 1 }, (_, i) => deskEvent(from + i));

/** A project whose `aegis.yaml` says this of its log. */
class Project {
  readonly db = freshPath();
  readonly machine: MemoryMachine;
  readonly said: string[] = [];

  constructor(settings: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>> = {}) {
    this.machine = memoryPlatform({
      '/work/aegis.yaml': JSON.stringify({ audit: { path: this.db, ...settings } }),
      '/work/audit.key': keys.privateKey,
      '/elsewhere/README': '',
      ...files,
    });
  }

  async open(life: WriterLife = 'one-shot') {
    const output = {
      write: (text: string) => void this.said.push(text),
      drained: () => Promise.resolve(),
      delivered: () => Promise.resolve(true),
      isClosed: false,
      isTTY: false,
      columns: undefined,
    };
    const none = { operand: () => undefined, operands: () => [], value: () => undefined, values: () => [] };
    const context = await createContext(
      {
        stdout: output,
        stderr: output,
        stdin: { isTTY: true, chunks: noBytes, keys: noKeys, close: () => undefined },
        env: {},
        cwd: '/work',
        clock: { now: () => Date.UTC(2026, 2, 2, 10) },
        interrupted: new AbortController().signal,
        platform: () => Promise.resolve(this.machine),
      },
      [],
      { ...none, flag: () => false },
      [{ format: 'pretty' }],
    );
    return await openAuditWriter(context, life);
  }

  async writer(life: WriterLife = 'one-shot'): Promise<AuditWriter> {
    const opened = await this.open(life);
    if (!opened.ok) throw new Error(opened.error.diagnostics.map(({ message }) => message).join('; '));
    return opened.value;
  }

  /** Sizes of the checkpoints in the log. */
  signed(): readonly number[] {
    const reader = readerAt(this.db, driver);
    const sizes = reader.checkpoints().map((note) => readCheckpoint(note)!.size);
    reader.close();
    return sizes;
  }

  kept(): number | undefined {
    return readCheckpoint(this.machine.written.get('/elsewhere/checkpoint.txt') ?? '')?.size;
  }
}

async function* noBytes(): AsyncGenerator<Uint8Array> {
  yield* await Promise.resolve([]);
}

async function* noKeys(): AsyncGenerator<string> {
  yield* await Promise.resolve('');
}

const signing = {
  checkpoint_key: 'audit.key',
  checkpoint_file: '/elsewhere/checkpoint.txt',
  checkpoint_every: 5,
};

describe('whatever adds to the log', () => {
  test('leaves out secrets and what the settings name, under the key of the project', async () => {
    const project = new Project(
      { redact: 'customer.email', redaction_key: 'redaction.key' },
      { '/work/redaction.key': `${'07'.repeat(32)}\n` },
    );
    const params = { apiKey: 'abc123', customer: { email: 'kim@example.com', city: 'Ulm' } };
    const writer = await project.writer();
    await writer.record([{ ...deskEvent(1), action: { type: 'refund', params } }]);
    const entry = writer.reader.entry(1)!;
    expect(entry.event).not.toMatch(/abc123|kim@/);
    const logged = parsedEvent(entry.event)!.action!;
    const mark = expect.stringMatching(/^hmac-sha256:[0-9a-f]{64}$/) as string;
    expect(logged.params).toEqual({ apiKey: mark, customer: { email: mark, city: 'Ulm' } });

    await writer.record([{ ...deskEvent(2), action: logged, result: { status: 'success', data: params } }]);
    const later = parsedEvent(writer.reader.entry(2)!.event)!;
    expect(later.action).toEqual(logged);
    expect(later.result?.data).toEqual(logged.params);
    await writer.close();
  });

  test('makes the log with the hash that the settings name', async () => {
    const project = new Project({ algorithm: 'sha3-256', synchronous: 'normal' });
    const writer = await project.writer();
    await writer.record(events(1, 2));
    expect(writer.reader.log).toMatchObject({ algorithm: 'sha3-256', host: 'desk-1' });
    await writer.close();
  });

  test('signs when so many entries wait, and keeps the checkpoint elsewhere', async () => {
    const project = new Project(signing);
    const writer = await project.writer();
    for (const [from, to] of [
      [1, 4],
      [5, 6],
      [7, 10],
    ] as const) {
      expect(await writer.record(events(from, to))).toMatchObject({ ok: true });
    }
    await writer.close();
    expect(project.signed()).toEqual([6]);
    expect(project.kept()).toBe(6);
    const next = await project.writer();
    await next.record(events(11, 11));
    await next.close();
    expect(project.signed()).toEqual([6, 11]);
    expect(project.kept()).toBe(11);
  });

  test('signs nothing without a key', async () => {
    const project = new Project({ checkpoint_every: 1 });
    const writer = await project.writer('long-lived');
    await writer.record(events(1, 3));
    await writer.close();
    expect(project.signed()).toEqual([]);
  });

  test('signs what is left when a long-lived writer closes, and not twice', async () => {
    const project = new Project(signing);
    for (const range of [events(1, 2), []]) {
      const writer = await project.writer('long-lived');
      await writer.record(range);
      expect(await writer.close()).toEqual({ ok: true, value: undefined });
    }
    expect(project.signed()).toEqual([2]);
  });

  test('says so and records all the same when the log is not what was kept elsewhere', async () => {
    const project = new Project(signing);
    const writer = await project.writer();
    await writer.record(events(1, 8));
    await writer.close();
    const kept = project.machine.written.get('/elsewhere/checkpoint.txt');
    const connection = driver.open(project.db, 'write');
    for (const sql of [
      'DROP TRIGGER audit_log_no_delete',
      'DROP TRIGGER audit_checkpoint_no_delete',
      'DELETE FROM audit_checkpoint',
      'DELETE FROM audit_log WHERE id > 3',
    ])
      connection.execute(sql);
    connection.close();
    const later = await project.writer();
    const recorded = await later.record(events(20, 29));
    await later.close();
    expect(recorded).toMatchObject({
      ok: true,
      value: { acknowledgements: { length: 10 }, unsigned: { code: 'AEG4018' } },
    });
    expect(project.signed()).toEqual([]);
    expect(project.machine.written.get('/elsewhere/checkpoint.txt')).toBe(kept);
  });

  test.each([
    ['a text', 'hello\n', 'AEG4031'],
    ['another log', undefined, 'AEG4026'],
  ])('does not write its checkpoint over %s', async (_, text, code) => {
    const other = new Project(signing);
    const writer = await other.writer();
    await writer.record(events(1, 5));
    await writer.close();
    const note = text ?? other.machine.written.get('/elsewhere/checkpoint.txt') ?? '';
    const project = new Project(signing, { '/elsewhere/checkpoint.txt': note });
    const own = await project.writer();
    expect(await own.record(events(1, 5))).toMatchObject({ ok: true, value: { unsigned: { code } } });
    await own.close();
    expect(project.machine.written.has('/elsewhere/checkpoint.txt')).toBe(false);
  });

  test('without the keys that the settings name is not opened, and both are named', async () => {
    const project = new Project(
      { checkpoint_key: 'gone.key', redaction_key: 'text' },
      { '/work/text': 'hello' },
    );
    const opened = await project.open();
    const codes = opened.ok ? [] : opened.error.diagnostics.map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['AEG4030', 'AEG9010']);
  });
});

describe('a long-lived writer', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('signs an entry before it is too old', async () => {
    const project = new Project({ ...signing, checkpoint_every: 1000, checkpoint_seconds: 60 });
    const writer = await project.writer('long-lived');
    await writer.record(events(1, 1));
    await vi.advanceTimersByTimeAsync(59_000);
    await writer.record(events(2, 2));
    expect(project.signed()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(project.signed()).toEqual([2]);
    await vi.advanceTimersByTimeAsync(600_000);
    await writer.record(events(3, 3));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(project.signed()).toEqual([2, 3]);
    expect(project.said).toEqual([]);
    await writer.close();
  });
});

describe('aegis audit checkpoint', () => {
  test('takes the key and the file of the settings', async () => {
    const project = new Project(signing);
    const writer = await project.writer();
    await writer.record(events(1, 3));
    await writer.close();
    const files = {
      'aegis.yaml': JSON.stringify({ audit: { path: project.db, ...signing } }),
      'audit.key': keys.privateKey,
      '/elsewhere/README': '',
    };
    const ran = await runAegis(['audit', 'checkpoint'], { files });
    expect(ran).toMatchObject({
      exitCode: 0,
      stderr: 'the checkpoint is kept in ../elsewhere/checkpoint.txt\n',
    });
    expect(ran.machine.written.get('/elsewhere/checkpoint.txt')).toBe(ran.stdout);
  });
});

describe('aegis audit keygen --redaction', () => {
  test('makes a key that the settings take, and replaces none', async () => {
    const ran = await runAegis(['audit', 'keygen', '--redaction']);
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    const key = ran.machine.written.get('/work/aegis-audit.redaction.key') ?? '';
    expect(key).toMatch(/^[0-9a-f]{64}\n$/);
    const again = await runAegis(['audit', 'keygen', '--redaction'], {
      files: { 'aegis-audit.redaction.key': key },
    });
    expect(again.exitCode).toBe(2);
    const project = new Project({ redaction_key: 'r.key' }, { '/work/r.key': key });
    await (await project.writer()).close();
  });
});
