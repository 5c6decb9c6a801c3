import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import ignore from 'ignore';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFileReader } from '../../../src/platform/index.ts';
import { discover, type Discovery } from '../../../src/scan/project/discover.ts';
import { memoryFiles } from './scanning.ts';

function found(
  texts: Readonly<Record<string, string>>,
  more: { operands?: string[]; include?: string[]; exclude?: string[] } = {},
): Discovery {
  return discover({
    files: memoryFiles('/project', texts),
    root: '/project',
    operands: [''],
    extensions: new Set(['.ts', '.js', '.py']),
    include: [],
    exclude: [],
    ...more,
  });
}

const counts = (discovery: Discovery): Record<string, number> => Object.fromEntries(discovery.ignored);

describe('discovery', () => {
  it('finds source files in the order of their paths', () => {
    const discovery = found({
      'web/b.ts': '',
      'web/a/z.py': '',
      'web/a.js': '',
      'README.md': '',
      'a.py': '',
    });
    expect(discovery.sources).toEqual(['a.py', 'web/a.js', 'web/a/z.py', 'web/b.ts']);
    expect(counts(discovery)).toEqual({});
  });

  it('passes over what .gitignore names, counted, and takes what a later line takes back', () => {
    const discovery = found({
      '.gitignore': '# generated\n/out-*\n*.snap.ts\n!keep.snap.ts\n',
      'out-1/a.ts': '',
      'web/old.snap.ts': '',
      'web/keep.snap.ts': '',
      'web/out-2/b.ts': '',
    });
    expect(discovery.sources).toEqual(['web/keep.snap.ts', 'web/out-2/b.ts']);
    expect(counts(discovery)).toEqual({ '.gitignore': 2 });
  });

  it('lets the ignore file of a folder overrule those above it, for what lies in that folder', () => {
    const discovery = found({
      '.gitignore': 'drafts/\n*.local.py\n',
      'desk/.gitignore': '!drafts/\n!reply.local.py\n',
      'desk/drafts/a.py': '',
      'desk/reply.local.py': '',
      'desk/other.local.py': '',
      'shop/drafts/b.py': '',
    });
    expect(discovery.sources).toEqual(['desk/drafts/a.py', 'desk/reply.local.py']);
  });

  it('honours .aegisignore and .aegisscanignore, which win over .gitignore beside them', () => {
    const discovery = found({
      '.gitignore': 'sandbox/\n',
      '.aegisignore': '!sandbox/\nexamples/\n',
      '.aegisscanignore': 'notebooks/\n',
      'sandbox/a.py': '',
      'examples/b.py': '',
      'notebooks/c.py': '',
    });
    expect(discovery.sources).toEqual(['sandbox/a.py']);
    expect(counts(discovery)).toEqual({ '.aegisignore': 1, '.aegisscanignore': 1 });
  });

  it('applies the rules of the repository above the root', () => {
    const files = memoryFiles('/repo', {
      '.git/HEAD': '',
      '.gitignore': 'packages/desk/tmp/\n/scratch.py\n',
      'packages/desk/tmp/a.py': '',
      'packages/desk/scratch.py': '',
    });
    const discovery = discover({
      files,
      root: '/repo/packages/desk',
      operands: [''],
      extensions: new Set(['.py']),
      include: [],
      exclude: [],
    });
    expect(discovery.sources).toEqual(['scratch.py']);
  });

  it('passes over packages, environments, output, vendored, minified and generated files by reason', () => {
    const discovery = found({
      'package.json': '{}',
      'node_modules/openai/index.js': '',
      'tools/env/pyvenv.cfg': '',
      'tools/env/lib/a.py': '',
      '.venv/b.py': '',
      'dist/app.js': '',
      'vendor/sdk.js': '',
      'third_party/sdk.py': '',
      'web/jquery.min.js': '',
      'api/ticket_pb2.py': '',
      'web/app.ts': '',
    });
    expect(discovery.sources).toEqual(['web/app.ts']);
    expect(counts(discovery)).toEqual({
      'installed packages': 1,
      'virtual environment': 2,
      'build output': 1,
      vendored: 2,
      minified: 1,
      generated: 1,
    });
  });

  it('reads a folder called build, out or vendor that holds the project’s own sources', () => {
    const discovery = found({
      'pipeline/build/__init__.py': '',
      'web/out/send.ts': '',
      'shop/vendor/page.ts': '',
    });
    expect(discovery.sources).toEqual([
      'pipeline/build/__init__.py',
      'shop/vendor/page.ts',
      'web/out/send.ts',
    ]);
  });

  it('enters what the user names even where a rule passes over it, and nothing beside it', () => {
    const texts = {
      '.gitignore': 'generated/\n',
      'generated/desk/reply.ts': '',
      'generated/shop.ts': '',
      'node_modules/sdk/a.ts': '',
      'node_modules/other/b.ts': '',
      'dist/deep/c.js': '',
      'dist/d.js': '',
    };
    const named = ['generated/desk', 'node_modules/sdk', 'dist/deep/c.js'];
    expect(found(texts, { operands: named }).sources).toEqual([
      'dist/deep/c.js',
      'generated/desk/reply.ts',
      'node_modules/sdk/a.ts',
    ]);
  });

  it('keeps to include and exclude', () => {
    const texts = { 'src/a.ts': '', 'src/legacy/b.ts': '', 'scripts/c.ts': '' };
    const discovery = found(texts, { include: ['src/**'], exclude: ['src/legacy/'] });
    expect(discovery.sources).toEqual(['src/a.ts']);
    expect(counts(discovery)).toEqual({ 'excluded by aegis.yaml': 1, 'not included by aegis.yaml': 1 });
  });

  it('counts only what lies inside what the user named', () => {
    const texts = { 'web/node_modules/a.js': '', 'api/node_modules/b.js': '', 'api/c.ts': '' };
    expect(counts(found(texts, { operands: ['api'] }))).toEqual({ 'installed packages': 1 });
  });

  it('ignores in one flat file what the ignore package ignores', () => {
    const name = fc.constantFrom('desk', 'shop', 'reply.ts', 'order.ts', 'a.py');
    const pattern = fc
      .tuple(
        fc.constantFrom('', '!'),
        fc.constantFrom('', '/'),
        fc.array(fc.oneof(name, fc.constantFrom('*', '*.ts', '**')), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('', '/'),
      )
      .map(([negation, anchor, parts, end]) => negation + anchor + parts.join('/') + end);
    const path = fc
      .tuple(
        fc.array(fc.constantFrom('desk', 'shop'), { maxLength: 3 }),
        fc.constantFrom('reply.ts', 'order.ts', 'a.py'),
      )
      .map(([folders, file]) => [...folders, file].join('/'));
    fc.assert(
      fc.property(
        fc.array(pattern, { maxLength: 4 }),
        fc.uniqueArray(path, { minLength: 1, maxLength: 6 }),
        (patterns, paths) => {
          const texts = Object.fromEntries(paths.map((one) => [one, '']));
          const rules = ignore().add(patterns);
          const expected = paths.filter((one) => !rules.ignores(one)).sort();
          expect(found({ ...texts, '.gitignore': patterns.join('\n') }).sources).toEqual(expected);
        },
      ),
    );
  });
});

describe('discovery on a real file system', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'aegis-discover-'))).replaceAll('\\', '/');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function put(path: string, text = ''): void {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }

  const real = (operands = ['']): Discovery =>
    discover({
      files: nodeFileReader,
      root,
      operands,
      extensions: new Set(['.ts', '.py']),
      include: [],
      exclude: [],
    });

  it.skipIf(process.platform === 'win32')('ends on links that lead in circles', () => {
    put('desk/reply.ts');
    symlinkSync(root, join(root, 'desk/up'));
    symlinkSync(join(root, 'ring-a'), join(root, 'ring-b'));
    symlinkSync(join(root, 'ring-b'), join(root, 'ring-a'));
    expect(real().sources).toEqual(['desk/reply.ts']);
    expect(real().links).toEqual(new Map([['desk/up', '']]));
  });

  it.skipIf(process.platform === 'win32')('does not follow links out of the root, and counts them', () => {
    const outside = mkdtempSync(join(tmpdir(), 'aegis-outside-'));
    writeFileSync(join(outside, 'secret.ts'), '');
    symlinkSync(outside, join(root, 'shared'));
    symlinkSync(join(outside, 'secret.ts'), join(root, 'secret.ts'));
    expect(real().sources).toEqual([]);
    expect(counts(real())).toEqual({ 'link out of the project': 2 });
    rmSync(outside, { recursive: true });
  });

  it('gives the same order whatever order the files were made in', () => {
    for (const name of ['m', 'b', 'z', 'a', 'B', 'é', '10', '9']) put(`desk/${name}.py`);
    expect(real().sources).toEqual([...real().sources].sort());
  });
});
