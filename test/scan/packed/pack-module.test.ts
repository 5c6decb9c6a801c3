import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Expr, ModuleIr } from '../../../src/scan/ir.ts';
import { packModule } from '../../../src/scan/packed/pack-module.ts';
import { unpackModule } from '../../../src/scan/packed/unpack-module.ts';
import { python } from '../python/python.ts';
import { lower, typescript } from '../typescript/typescript.ts';

const PROJECT = join(import.meta.dirname, '../../..');

/** Sources of our own and all fixtures: every form of the two languages that the front-ends know. */
const FILES = [
  ...sourcesBelow(join(PROJECT, 'src/scan'), /\.ts$/),
  ...sourcesBelow(join(PROJECT, 'fixtures'), /\.(?:[cm]?[jt]sx?|pyi?)$/),
];

describe('a packed module', () => {
  test('is the same module again', () => {
    for (const file of FILES) {
      const module = lowered(file, readFileSync(file, 'utf8'));
      if (module !== undefined) expect(unpackModule(packModule(module)), file).toStrictEqual(kept(module));
    }
  });

  test('is the same module again, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const file of ['a.ts', 'a.py']) {
          const module = lowered(file, text);
          if (module !== undefined) expect(unpackModule(packModule(module))).toStrictEqual(kept(module));
        }
      }),
    );
  });

  test('keeps constants apart that look alike', () => {
    const module = lower('const all = [0, -0, 1.5, 1e300, -7, 123456789012345680, null, true, false];');
    expect(unpackModule(packModule(module))).toStrictEqual(kept(module));
  });

  test('keeps halves of surrogate pairs', () => {
    const module = lower(String.raw`const half = '\ud800', whole = '😀';`);
    expect(unpackModule(packModule(module))).toStrictEqual(kept(module));
  });

  test('has one object where there was one', () => {
    const module = unpackModule(packModule(lower('const answer = make().create();')));
    const [binding] = module.bindings;
    const inner: Expr | undefined = module.calls[0];
    expect(module.calls).toContain(binding?.value);
    expect(binding?.value.kind === 'call' && binding.value.callee).toMatchObject({ object: inner });
    expect(
      binding?.value.kind === 'call' &&
        binding.value.callee.kind === 'member' &&
        binding.value.callee.object === inner,
    ).toBe(true);
  });

  test('cut short is an error and no module', () => {
    const bytes = packModule(lower('export const client = new OpenAI();'));
    for (let length = 0; length < bytes.length; length++) {
      expect(() => unpackModule(bytes.subarray(0, length))).toThrow();
    }
  });
});

/** Without a suppression nobody asks for statements: they are left out. */
function kept(module: ModuleIr): ModuleIr {
  return module.comments.length === 0 ? { ...module, statements: [] } : module;
}

function lowered(file: string, text: string): ModuleIr | undefined {
  const module = (/\.pyi?$/.test(file) ? python : typescript).lower(file, text);
  return 'unreadable' in module ? undefined : module;
}

function sourcesBelow(folder: string, names: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => names.test(name))
    .map((name) => join(folder, name));
}
