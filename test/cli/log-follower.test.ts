import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LogFollower } from '../../src/cli/log-follower.ts';
import type { Context } from '../../src/cli/command.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import * as store from '../../src/store/index.ts';
import { deskEvent } from '../audit/log-of.ts';
import { DRIVERS, freshPath, writerAt } from '../store/drivers.ts';

const driver = DRIVERS[0]!;

function add(path: string, from: number, to: number): void {
  const writer = writerAt(path, driver);
  writer.append(Array.from({ length: to - from + 1 }, (_, i) => deskEvent(from + i)));
  writer.close();
}

/** A follower of the log at a path; `look` answers numbers of entries, notices, and codes of failures. */
function followed(path: string, limit = 3) {
  const context = { cwd: '/', cryptography: nodeCryptography } as Context;
  const follower = new LogFollower(context, store, driver, { file: path, filter: {}, limit });
  const look = (): readonly (number | string)[] =>
    [...follower.look()].flatMap<number | string>((news) => {
      switch (news.kind) {
        case 'entries':
          return [...news.entries].map(({ id }) => id);
        case 'notice':
          return [news.text.replaceAll(path, 'LOG')];
        case 'failure':
          return [news.diagnostic.code];
      }
    });
  return { look, close: () => follower.close() };
}

describe('a log that is followed', () => {
  test('gives the newest entries, then what is added', () => {
    const path = freshPath();
    add(path, 1, 5);
    const { look, close } = followed(path);
    expect(look()).toEqual([3, 4, 5]);
    expect(look()).toEqual([]);
    add(path, 6, 7);
    expect(look()).toEqual([6, 7]);
    close();
  });

  test('may come later, and go', () => {
    const path = freshPath();
    const { look, close } = followed(path);
    expect(look()).toEqual(['there is no audit log yet at LOG: waiting for one']);
    expect(look()).toEqual([]);
    add(path, 1, 2);
    expect(look()).toEqual([1, 2]);
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    expect(look()).toEqual(['there is no audit log any more at LOG: waiting for one']);
    expect(look()).toEqual([]);
    close();
  });

  test('may be moved away, with a new one in its place', () => {
    const path = freshPath();
    add(path, 1, 5);
    const { look, close } = followed(path);
    look();
    renameSync(path, `${path}.1`);
    add(path, 20, 21);
    expect(look()).toEqual(['LOG is another log now', 1, 2]);
    close();
  });

  test('may be put back: an older copy is named, a newer one goes on', () => {
    const path = freshPath();
    add(path, 1, 4);
    copyFileSync(path, `${path}.old`);
    add(path, 5, 8);
    copyFileSync(path, `${path}.new`);
    const { look, close } = followed(path);
    look();
    const put = (from: string): void => {
      copyFileSync(from, `${path}.tmp`);
      renameSync(`${path}.tmp`, path);
    };
    put(`${path}.old`);
    expect(look()).toEqual(['LOG now ends at entry 4, and 8 were there: `aegis audit verify` says more']);
    put(`${path}.new`);
    expect(look()).toEqual(['LOG was replaced by a file of the same log', 5, 6, 7, 8]);
    close();
  });

  test('that is another file is waited for, not read', () => {
    const path = freshPath();
    writeFileSync(path, 'hello, this is a text\n'.repeat(100));
    const { look, close } = followed(path);
    expect(look()).toEqual(['LOG is no audit log: waiting for one']);
    expect(look()).toEqual([]);
    close();
  });
});
