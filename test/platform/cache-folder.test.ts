import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCacheFolder, userCacheFolder } from '../../src/platform/index.ts';
import type { ScanCache } from '../../src/scan/index.ts';

describe('a cache folder', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'aegis-cache-'));
    mkdirSync(join(place, 'project'));
  });
  afterEach(() => {
    rmSync(place, { recursive: true, force: true });
  });

  const open = (user = 'user'): ScanCache =>
    createCacheFolder({ root: join(place, 'project'), userFolder: join(place, user) });
  const inModules = (): string => join(place, 'project/node_modules/.cache/aegis');

  test('gives back what was written under a name, and nothing else', () => {
    open().write('modules', bytesOf('first'));
    open().write('modules', bytesOf('second'));
    expect(textOf(open().read('modules'))).toBe('second');
    expect(open().read('outcome-1')).toBeUndefined();
  });

  test('lies in node_modules where there is one, else with the user', () => {
    open().write('modules', bytesOf('there'));
    expect(readdirSync(join(place, 'user/projects'))).toHaveLength(1);
    mkdirSync(join(place, 'project/node_modules'));
    expect(open().read('modules')).toBeUndefined();
    open().write('modules', bytesOf('here'));
    expect(readdirSync(inModules())).toEqual(['modules']);
  });

  test('does not read what came with the project from somebody else', () => {
    mkdirSync(join(place, 'project/node_modules'));
    open('attacker').write('outcome-1', bytesOf('nothing to see'));
    expect(open('user').read('outcome-1')).toBeUndefined();
  });

  test('does not read what was damaged, cut short, or put under another name', () => {
    mkdirSync(join(place, 'project/node_modules'));
    open().write('outcome-1', bytesOf('whole'));
    const sealed = readFileSync(join(inModules(), 'outcome-1'));
    writeFileSync(join(inModules(), 'outcome-2'), sealed);
    expect(open().read('outcome-2')).toBeUndefined();
    for (let length = 0; length < sealed.length; length++) {
      writeFileSync(join(inModules(), 'outcome-1'), sealed.subarray(0, length));
      expect(open().read('outcome-1')).toBeUndefined();
    }
  });

  test('keeps the newest four of a kind and leaves no temporary files', () => {
    mkdirSync(join(place, 'project/node_modules'));
    for (let index = 0; index < 9; index++) open().write(`outcome-${index}`, bytesOf(`${index}`));
    open().write('modules', bytesOf('all'));
    const names = readdirSync(inModules());
    expect(names).toHaveLength(5);
    expect(names).toContain('modules');
  });

  test('remembers a bounded number of projects', () => {
    for (let index = 0; index < 40; index++) {
      const root = join(place, `project-${index}`);
      createCacheFolder({ root, userFolder: join(place, 'user') }).write('modules', bytesOf('x'));
    }
    expect(readdirSync(join(place, 'user/projects')).length).toBeLessThanOrEqual(33);
  });

  test('is only for its user', () => {
    open().write('modules', bytesOf('mine'));
    expect(statSync(join(place, 'user/key')).mode & 0o077).toBe(0);
  });

  test('that cannot be made is empty, and nothing fails', () => {
    writeFileSync(join(place, 'user'), 'a file stands where the folder would be');
    open().write('modules', bytesOf('lost'));
    expect(open().read('modules')).toBeUndefined();
  });

  test('may be written from several sides: what is read is whole', () => {
    const caches = Array.from({ length: 5 }, () => open());
    caches.forEach((cache, index) => {
      cache.write('modules', bytesOf(`${index}`.repeat(100_000)));
      expect(textOf(caches[0]?.read('modules'))).toBe(`${index}`.repeat(100_000));
    });
  });
});

describe("the user's cache folder", () => {
  test('is where XDG_CACHE_HOME says', () => {
    expect(userCacheFolder({ XDG_CACHE_HOME: '/caches' })).toBe(join('/caches', 'aegis'));
    expect(userCacheFolder({ XDG_CACHE_HOME: '' })).toBe(userCacheFolder({}));
  });
});

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}
