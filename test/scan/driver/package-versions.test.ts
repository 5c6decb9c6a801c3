import { describe, expect, it } from 'vitest';
import { createPackageVersions } from '../../../src/scan/project/package-versions.ts';
import { memoryFiles } from './scanning.ts';

function version(files: Readonly<Record<string, string>>, name: string, file: string): string | undefined {
  const find = createPackageVersions(memoryFiles('/project', files), '/project');
  return find(name, file.endsWith('.py') ? 'python' : 'typescript', file);
}

const LOCKS: readonly (readonly [file: string, text: string])[] = [
  ['package-lock.json', '{"packages": {"node_modules/@acme/ai": {"version": "2.1.0"}}}'],
  ['package-lock.json', '{"dependencies": {"@acme/ai": {"version": "2.1.0"}}}'],
  ['pnpm-lock.yaml', "packages:\n\n  '@acme/ai@2.1.0':\n    resolution: {}\n"],
  ['yarn.lock', '"@acme/ai@^2.0.0":\n  version "2.1.0"\n'],
  ['yarn.lock', '"@acme/ai@npm:^2.0.0":\n  version: 2.1.0\n'],
  ['package.json', '{"dependencies": {"@acme/ai": "2.1.0"}}'],
];

const PYTHON_LOCKS: readonly (readonly [file: string, text: string])[] = [
  ['uv.lock', '[[package]]\nname = "acme-ai"\nversion = "2.1.0"\n'],
  ['poetry.lock', '[[package]]\nname = "acme-ai"\nversion = "2.1.0"\ndescription = ""\n'],
  ['Pipfile.lock', '{"default": {\n "acme-ai": {\n  "hashes": [],\n  "version": "==2.1.0"\n }}}'],
  ['requirements.txt', '# ours\nacme_ai[all] == 2.1.0 ; python_version > "3"\n'],
  ['pyproject.toml', '[project]\ndependencies = [\n  "Acme.AI==2.1.0",\n]\n'],
];

describe('the version of a package', () => {
  it.each(LOCKS)('is read from %s: %s', (file, text) => {
    expect(version({ [file]: text }, '@acme/ai', 'src/desk.ts')).toBe('2.1.0');
  });

  it.each(PYTHON_LOCKS)('is read from %s: %s', (file, text) => {
    expect(version({ [file]: text }, 'acme-ai', 'desk/reply.py')).toBe('2.1.0');
  });

  it('is that of the nearest folder, and of the lock file before the manifest', () => {
    const files = {
      'package.json': '{"dependencies": {"ai": "1.0.0"}}',
      'web/package.json': '{"dependencies": {"ai": "2.0.0"}}',
      'web/package-lock.json': '{"packages": {"node_modules/ai": {"version": "2.5.0"}}}',
    };
    expect(version(files, 'ai', 'web/src/a.ts')).toBe('2.5.0');
    expect(version(files, 'ai', 'desk/a.ts')).toBe('1.0.0');
  });

  it.each([
    [{ 'package.json': '{"dependencies": {"ai": "^1.0.0"}}' }, 'a range'],
    [{ 'package.json': 'not JSON' }, 'a broken manifest'],
    [{ 'package-lock.json': '[null]' }, 'a lock file of another form'],
    [{}, 'no manifest'],
  ])('is unknown with %j: %s', (files, _) => {
    expect(version(files, 'ai', 'a.ts')).toBeUndefined();
  });
});
