import { describe, expect, test } from 'vitest';
import { findUpwards } from '../../src/config/index.ts';
import { memoryPlatform, PIPE, type MemoryFile } from '../cli/memory-platform.ts';

const find = (
  paths: readonly string[],
  from: string,
  more: Record<string, MemoryFile> = {},
): string | undefined =>
  findUpwards(
    memoryPlatform({ ...Object.fromEntries(paths.map((path) => [path, ''])), ...more }).files,
    'aegis.yaml',
    from,
    '/home/kim',
  );

describe('looking for a file upwards', () => {
  test('takes the nearest', () => {
    expect(find(['/srv/aegis.yaml', '/srv/app/aegis.yaml', '/srv/app/src/x'], '/srv/app/src')).toBe(
      '/srv/app/aegis.yaml',
    );
  });

  test('looks in the root of the file system too', () => {
    expect(find(['/aegis.yaml', '/srv/x'], '/srv')).toBe('/aegis.yaml');
    expect(find(['/aegis.yaml'], '/')).toBe('/aegis.yaml');
  });

  test('ends at the root of the repository, which it includes', () => {
    expect(find(['/srv/aegis.yaml', '/srv/app/.git/HEAD', '/srv/app/src/x'], '/srv/app/src')).toBeUndefined();
    expect(find(['/srv/app/aegis.yaml', '/srv/app/.git', '/srv/app/src/x'], '/srv/app/src')).toBe(
      '/srv/app/aegis.yaml',
    );
  });

  test('ends at the home folder, which it includes', () => {
    expect(find(['/home/aegis.yaml', '/home/kim/work/x'], '/home/kim/work')).toBeUndefined();
    expect(find(['/home/kim/aegis.yaml', '/home/kim/work/x'], '/home/kim/work')).toBe('/home/kim/aegis.yaml');
  });

  test('passes over what is no file', () => {
    expect(find(['/srv/aegis.yaml', '/srv/app/aegis.yaml/x'], '/srv/app')).toBe('/srv/aegis.yaml');
    expect(find(['/srv/aegis.yaml', '/srv/app/x'], '/srv/app', { '/srv/app/aegis.yaml': PIPE })).toBe(
      '/srv/aegis.yaml',
    );
  });

  test('knows drives', () => {
    expect(find(['C:/aegis.yaml', 'C:/work/x'], 'C:/work')).toBe('C:/aegis.yaml');
  });
});
