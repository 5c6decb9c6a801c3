import fc from 'fast-check';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { nameTool } from '../../src/hooks/tools.ts';

const targetOf = (file_path: string) => nameTool('claude-code', 'Read', { file_path }).target;

test.each([
  ['/work/../etc/passwd', '/etc/passwd'],
  ['/work/a/./b', '/work/a/b'],
  ['/work//../../etc', '/etc'],
  ['../secret', '../secret'],
  ['src/../../secret', '../secret'],
  ['C:\\work\\..\\secret', 'C:/secret'],
  ['/work/..', '/'],
  ['a/..', '.'],
  ['/work/..a/b', '/work/..a/b'],
  ['/work/a', '/work/a'],
])('the target of reading `%s` is `%s`', (path, target) => {
  expect(targetOf(path)).toBe(target);
});

test('law: an absolute path without backslashes becomes what POSIX makes of it', () => {
  const part = fc.constantFrom('.', '..', '', 'a', 'b', '...', '.x');
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      const path = `/${parts.join('/')}`;
      const trimmed = (text: string | undefined) => text?.replace(/(?<=.)\/$/, '');
      expect(trimmed(targetOf(path))).toBe(trimmed(posix.normalize(path)));
    }),
  );
});

test('a command is no path', () => {
  expect(nameTool('claude-code', 'Bash', { command: 'cat a/../b' }).target).toBe('cat a/../b');
});
