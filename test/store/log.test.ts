import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  exportedEvent,
  isSignedBy,
  LogVerifier,
  newKeyPair,
  readCheckpoint,
  readPrivateKey,
  readPublicKey,
  type LogVerdict,
} from '../../src/audit/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import { openReader, openWriter, type LogReader } from '../../src/store/index.ts';
import { deskEvent } from '../audit/log-of.ts';
import { referenceEventHash, referenceRoot } from '../audit/reference.ts';
import { DRIVERS, freshPath, readerAt, writerAt } from './drivers.ts';

test('this machine has SQLite', () => {
  expect(DRIVERS.length).toBeGreaterThan(0);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const bringsItsOwn = major > 22 || (major === 22 && minor >= 13);
  expect(DRIVERS.some(({ name }) => name === 'node:sqlite')).toBe(bringsItsOwn);
});

const events = (count: number, from = 1) => Array.from({ length: count }, (_, i) => deskEvent(from + i));
const keys = newKeyPair(nodeCryptography);
const privateKey = readPrivateKey(keys.privateKey)!;

describe.each(DRIVERS.map((driver) => [driver.name, driver] as const))('a log on %s', (_, driver) => {
  const options = { driver, cryptography: nodeCryptography };

  test('gives back what was added, in order, with number and hash', () => {
    const path = freshPath();
    const writer = writerAt(path, driver);
    const added = [writer.append(events(3)), writer.append(events(2, 4)), writer.append([])].flatMap(
      (result) => (result.ok ? result.value : []),
    );
    expect(added.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    writer.close();
    const reader = readerAt(path, driver);
    const entries = [...reader.entries()];
    expect(entries.map(({ hash }) => hash)).toEqual(added.map(({ hash }) => hash));
    expect(entries.map((entry) => referenceEventHash(exportedEvent(entry)!))).toEqual(
      added.map(({ hash }) => hash),
    );
    expect(entries.map((entry) => exportedEvent(entry)?.action)).toEqual(
      events(5).map(({ action }) => action),
    );
    expect(verdictOf(reader)).toMatchObject({ entries: 5, log: { host: 'desk-1', algorithm: 'sha-256' } });
    reader.close();
  });

  test('goes on where another writer stopped, also with SHA3-256', () => {
    const path = freshPath();
    for (const from of [1, 11, 21]) {
      const writer = writerAt(path, driver, { algorithm: 'sha3-256', synchronous: 'NORMAL' });
      expect(writer.append(events(10, from)).ok).toBe(true);
      writer.close();
    }
    const reader = readerAt(path, driver);
    expect(verdictOf(reader)).toMatchObject({ entries: 30, log: { algorithm: 'sha3-256' } });
    reader.close();
  });

  test('refuses to change or remove a row', () => {
    const path = freshPath();
    const writer = writerAt(path, driver);
    writer.append(events(3));
    writer.checkpoint(privateKey);
    writer.keepPolicy('aa', '{}');
    writer.close();
    const connection = driver.open(path, 'write');
    for (const sql of [
      "UPDATE audit_log SET hash = 'aa' WHERE id = 2",
      'DELETE FROM audit_log WHERE id = 3',
      "UPDATE audit_header SET host = 'x'",
      "UPDATE audit_policy SET policy = 'x'",
      'DELETE FROM audit_checkpoint',
    ]) {
      expect(() => connection.execute(sql)).toThrow('an audit log is only added to');
    }
    connection.close();
  });

  test('is not made by a reader', () => {
    const path = freshPath();
    expect(openReader(path, options)).toEqual({ ok: false, error: 'missing' });
    expect(existsSync(path)).toBe(false);
    mkdirSync(path);
    expect(openReader(path, options)).toEqual({ ok: false, error: 'not-readable' });
    expect(openWriter(path, { ...options, host: 'h' })).toEqual({ ok: false, error: 'not-writable' });
  });

  test('is not made in a folder that does not exist', () => {
    expect(openWriter(freshPath('no/such/folder.db'), { ...options, host: 'h' })).toEqual({
      ok: false,
      error: 'not-writable',
    });
  });

  test('is no other file', () => {
    const text = freshPath();
    writeFileSync(text, 'hello, this is a text\n'.repeat(100));
    expect(openReader(text, options)).toEqual({ ok: false, error: 'not-a-log' });
    expect(openWriter(text, { ...options, host: 'h' })).toEqual({ ok: false, error: 'not-a-log' });
    const other = freshPath();
    const connection = driver.open(other, 'write');
    connection.execute('CREATE TABLE customers (id INTEGER)');
    connection.close();
    expect(openReader(other, options)).toEqual({ ok: false, error: 'not-a-log' });
    expect(openWriter(other, { ...options, host: 'h' })).toEqual({ ok: false, error: 'not-a-log' });
    const earlier = freshPath();
    const earlierConnection = driver.open(earlier, 'write');
    earlierConnection.execute('CREATE TABLE audit_log (id INTEGER, session_id TEXT)');
    earlierConnection.close();
    expect(openReader(earlier, options)).toEqual({ ok: false, error: 'predecessor' });
  });

  test('of a later version is left alone', () => {
    const path = freshPath();
    writerAt(path, driver).close();
    const connection = driver.open(path, 'write');
    connection.execute('PRAGMA user_version = 99');
    connection.close();
    expect(openReader(path, options)).toEqual({ ok: false, error: 'newer' });
    expect(openWriter(path, { ...options, host: 'h' })).toEqual({ ok: false, error: 'newer' });
  });

  test('that another process keeps locked is refused, and nothing is added', () => {
    const path = freshPath();
    const writer = writerAt(path, driver, { busyTimeout: 10 });
    writer.append(events(2));
    const other = driver.open(path, 'write');
    other.execute('BEGIN IMMEDIATE');
    expect(writer.append(events(1, 3))).toEqual({ ok: false, error: 'locked' });
    other.execute('ROLLBACK');
    other.close();
    expect(writer.append(events(1, 3))).toMatchObject({ ok: true, value: [{ sequence: 3 }] });
    writer.close();
  });

  test('on a full disk refuses, and is as it was', () => {
    const path = freshPath();
    const writer = writerAt(path, driver, { maxPages: 60 });
    let added = 0;
    let result = writer.append(events(20));
    while (result.ok) {
      added += 20;
      result = writer.append(events(20, added + 1));
    }
    expect(result.error).toBe('full');
    expect(added).toBeGreaterThan(0);
    writer.close();
    const reader = readerAt(path, driver);
    expect(verdictOf(reader)).toMatchObject({ entries: added });
    expect(reader.count()).toBe(added);
    reader.close();
  });

  test('whose last entry was changed takes no more', () => {
    const path = freshPath();
    const writer = writerAt(path, driver);
    writer.append(events(3));
    writer.close();
    const connection = driver.open(path, 'write');
    connection.execute('DROP TRIGGER audit_log_no_update');
    connection.execute("UPDATE audit_log SET event = replace(event, 'order-3', 'order-4') WHERE id = 3");
    connection.close();
    expect(openWriter(path, { ...options, host: 'h' })).toEqual({ ok: false, error: 'altered-end' });
  });

  test.skipIf(process.getuid?.() === 0)('is read from a folder that cannot be written', () => {
    const path = freshPath();
    const writer = writerAt(path, driver);
    writer.append(events(3));
    writer.close();
    chmodSync(dirname(path), 0o555);
    const opened = openReader(path, options);
    expect(opened).toMatchObject({ ok: true, value: { isCopy: true } });
    if (opened.ok) {
      expect(opened.value.reader.count()).toBe(3);
      opened.value.reader.close();
    }
    chmodSync(dirname(path), 0o755);
    expect(readdirSync(dirname(path))).toEqual(['aegis_audit.db']);
  });

  test('that is read stays as it is', () => {
    const path = freshPath();
    const writer = writerAt(path, driver);
    writer.append(events(3));
    writer.close();
    const before = statSync(path).mtimeMs;
    const reader = readerAt(path, driver);
    expect(reader.count()).toBe(3);
    expect(reader.damages()).toEqual([]);
    reader.close();
    expect(statSync(path).mtimeMs).toBe(before);
  });

  test('signs checkpoints that are the beginnings of one another', () => {
    const path = freshPath();
    const writer = writerAt(path, driver, { synchronous: 'NORMAL' });
    const leaves: Uint8Array[] = [];
    const sizes = [0, 1, 255, 256, 257, 700, 1300];
    for (const size of sizes) {
      const result = writer.append(events(size - leaves.length, leaves.length + 1));
      if (result.ok) leaves.push(...result.value.map(({ hash }) => Buffer.from(hash, 'hex')));
      const note = writer.checkpoint(privateKey);
      const checkpoint = readCheckpoint(note.ok ? note.value : '')!;
      expect(checkpoint).toMatchObject({ size, origin: `desk-1/${writer.log.logId}` });
      expect(isSignedBy(nodeCryptography, checkpoint, readPublicKey(keys.publicKey)!)).toBe(true);
      expect(Buffer.from(checkpoint.root)).toEqual(Buffer.from(referenceRoot(leaves)));
    }
    const again = writer.checkpoint(privateKey);
    expect(again.ok).toBe(true);
    writer.close();
    const reader = readerAt(path, driver);
    expect(reader.checkpoints()).toHaveLength(sizes.length);
    const prover = reader.prover();
    for (const size of [1, 255, 256, 300, 512, 1000, 1300]) {
      expect(Buffer.from(prover.root(size))).toEqual(Buffer.from(referenceRoot(leaves.slice(0, size))));
    }
    reader.close();
  });

  test('signs nothing that contradicts what it signed', () => {
    const path = freshPath();
    const writer = writerAt(path, driver, { synchronous: 'NORMAL' });
    writer.append(events(10));
    writer.checkpoint(privateKey);
    writer.append(events(2, 11));
    writer.close();
    const connection = driver.open(path, 'write');
    connection.execute('DROP TRIGGER audit_log_no_update');
    connection.execute("UPDATE audit_log SET hash = replace(hash, 'a', 'b') WHERE id = 4");
    connection.close();
    const later = writerAt(path, driver);
    expect(later.checkpoint(privateKey)).toEqual({ ok: false, error: 'contradicts-checkpoint' });
    later.close();
  });
});

function verdictOf(reader: LogReader): LogVerdict {
  const verifier = new LogVerifier(reader.log, nodeCryptography);
  for (const entry of reader.entries()) {
    if (!verifier.take(entry)) {
      verifier.break(entry, (id) => reader.entry(id));
      break;
    }
  }
  const verdict = verifier.verdict();
  expect(verdict.fault).toBeUndefined();
  return verdict;
}
