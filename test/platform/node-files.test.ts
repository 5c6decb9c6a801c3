import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findPackageRoot,
  nodeFileReader,
  nodeFileWriter,
  readPackageAsset,
} from '../../src/platform/index.ts';

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aegis-platform-')).replaceAll('\\', '/');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => `${folder}/${name}`;

describe('reading', () => {
  it('gives the bytes of a file', () => {
    writeFileSync(at('agent.py'), 'import openai\n');
    expect(nodeFileReader.readBytes(at('agent.py'), 100)).toEqual({
      ok: true,
      value: new TextEncoder().encode('import openai\n'),
    });
  });

  it('gives an empty file as no bytes', () => {
    writeFileSync(at('empty.ts'), '');
    expect(nodeFileReader.readBytes(at('empty.ts'), 100)).toEqual({ ok: true, value: new Uint8Array(0) });
  });

  it('refuses a file above the limit and takes one at the limit', () => {
    writeFileSync(at('big.ts'), 'x'.repeat(11));
    expect(nodeFileReader.readBytes(at('big.ts'), 10)).toEqual({ ok: false, error: 'too-large' });
    expect(nodeFileReader.readBytes(at('big.ts'), 11).ok).toBe(true);
  });

  it('says that a file is missing, that a folder is no file, and that a file is no folder', () => {
    writeFileSync(at('file.ts'), '');
    expect(nodeFileReader.readBytes(at('nowhere.ts'), 1)).toEqual({ ok: false, error: 'missing' });
    expect(nodeFileReader.readBytes(folder, 1)).toEqual({ ok: false, error: 'not-a-file' });
    expect(nodeFileReader.list(at('file.ts'))).toEqual({ ok: false, error: 'not-a-directory' });
    expect(nodeFileReader.list(at('nowhere'))).toEqual({ ok: false, error: 'missing' });
    expect(nodeFileReader.stat(at('nowhere'))).toEqual({ ok: false, error: 'missing' });
  });

  it.skipIf(isRoot || isWindows)('says that permission is missing', () => {
    writeFileSync(at('secret.ts'), '');
    chmodSync(at('secret.ts'), 0);
    expect(nodeFileReader.readBytes(at('secret.ts'), 1)).toEqual({ ok: false, error: 'no-permission' });
  });

  it.skipIf(isWindows)('refuses a named pipe instead of waiting for it', () => {
    execFileSync('mkfifo', [at('pipe.ts')]);
    expect(nodeFileReader.readBytes(at('pipe.ts'), 1)).toEqual({ ok: false, error: 'not-a-file' });
    expect(nodeFileReader.list(folder)).toEqual({ ok: true, value: [{ name: 'pipe.ts', kind: 'other' }] });
    expect(nodeFileReader.stat(at('pipe.ts'))).toMatchObject({ ok: true, value: { kind: 'other' } });
  });

  it.skipIf(isWindows)('refuses a device', () => {
    expect(nodeFileReader.readBytes('/dev/zero', 10)).toEqual({ ok: false, error: 'not-a-file' });
  });

  it.skipIf(isWindows)('follows links in stat and realPath, and ends on a link that leads to itself', () => {
    mkdirSync(at('agents'));
    symlinkSync(at('agents'), at('linked'));
    symlinkSync(at('ring'), at('ring'));
    expect(nodeFileReader.stat(at('linked'))).toMatchObject({ ok: true, value: { kind: 'directory' } });
    expect(nodeFileReader.realPath(at('linked'))).toEqual(nodeFileReader.realPath(at('agents')));
    expect(nodeFileReader.realPath(at('ring')).ok).toBe(false);
    expect(nodeFileReader.readBytes(at('ring'), 1).ok).toBe(false);
  });
});

describe('writing', () => {
  async function write(path: string, text: string, options = {}): Promise<void> {
    const created = await nodeFileWriter.create(path, options);
    if (!created.ok) throw new Error(created.error);
    await created.value.write(text);
    await created.value.commit();
  }

  it('shows nothing under the name before it is complete', async () => {
    writeFileSync(at('report.json'), 'old');
    const created = await nodeFileWriter.create(at('report.json'));
    if (!created.ok) throw new Error(created.error);
    await created.value.write('half');
    expect(readFileSync(at('report.json'), 'utf8')).toBe('old');
    await created.value.write(' and half');
    await created.value.commit();
    expect(readFileSync(at('report.json'), 'utf8')).toBe('half and half');
    expect(readdirSync(folder)).toEqual(['report.json']);
  });

  it('leaves nothing behind when it is discarded', async () => {
    const created = await nodeFileWriter.create(at('report.json'));
    if (!created.ok) throw new Error(created.error);
    await created.value.write('half');
    await created.value.discard();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves an existing file alone when the file must be new', async () => {
    writeFileSync(at('aegis.yaml'), 'mine');
    expect(await nodeFileWriter.create(at('aegis.yaml'), { mustBeNew: true })).toEqual({
      ok: false,
      error: 'exists',
    });
    await write(at('new.yaml'), 'policy:', { mustBeNew: true });
    expect(readFileSync(at('new.yaml'), 'utf8')).toBe('policy:');
    expect(readdirSync(folder).sort()).toEqual(['aegis.yaml', 'new.yaml']);
  });

  it('does not overwrite a file that appeared meanwhile when the file must be new', async () => {
    const created = await nodeFileWriter.create(at('aegis.yaml'), { mustBeNew: true });
    if (!created.ok) throw new Error(created.error);
    await created.value.write('ours');
    writeFileSync(at('aegis.yaml'), 'theirs');
    await expect(created.value.commit()).rejects.toThrow();
    expect(readFileSync(at('aegis.yaml'), 'utf8')).toBe('theirs');
    expect(readdirSync(folder)).toEqual(['aegis.yaml']);
  });

  it('says why it cannot write', async () => {
    mkdirSync(at('out'));
    expect(await nodeFileWriter.create(at('out'))).toEqual({ ok: false, error: 'a-folder' });
    expect(await nodeFileWriter.create(at('nowhere/report.json'))).toEqual({ ok: false, error: 'no-folder' });
  });

  it.skipIf(isWindows)('writes through a link and keeps the mode', async () => {
    writeFileSync(at('real.json'), 'old', { mode: 0o600 });
    symlinkSync(at('real.json'), at('link.json'));
    await write(at('link.json'), 'new');
    expect(lstatSync(at('link.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('real.json'), 'utf8')).toBe('new');
    expect(lstatSync(at('real.json')).mode & 0o777).toBe(0o600);
  });

  it.skipIf(isWindows)('writes to a device without replacing it', async () => {
    await write('/dev/null', 'gone');
    expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

describe('what the package ships', () => {
  it('is found from the sources', () => {
    expect(findPackageRoot().endsWith('/') || findPackageRoot().length > 1).toBe(true);
    expect(new TextDecoder().decode(readPackageAsset('package.json'))).toContain('"agent-aegis"');
  });

  it('is a defect when it is missing', () => {
    expect(() => readPackageAsset('dist/data/nothing.json')).toThrow('incomplete');
  });
});
