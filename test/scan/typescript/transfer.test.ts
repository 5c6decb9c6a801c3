import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { rawTransferSupported } from 'oxc-parser';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createTypeScriptFrontEnd } from '../../../src/scan/languages/typescript/index.ts';
import { typescript } from './typescript.ts';

const PROJECT = join(import.meta.dirname, '../../..');
const SOURCES = ['src/scan', 'fixtures'].flatMap((folder) =>
  readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
    .map((name) => join(PROJECT, folder, name)),
);
const READ = [
  ['text beyond the basic plane', 'a.ts', 'const 名 = "😀"; /* 😀 aegis */ call(名); // aegis-ignore 😀'],
  ['half a surrogate pair', 'a.ts', String.raw`call('\ud800', "${'\ud800'}")`],
  ['a byte order mark', 'a.js', '\ufeff#!/usr/bin/env node\n// aegis-ignore\ncall();'],
  ['patterns and large numbers', 'a.ts', 'call(/a+/giu, /(?<!x)[/]/v, 12345678901234567890n, 1e400);'],
  ['mistakes', 'a.ts', 'import { a } from "b";\nconst = ;\nfunction f() { a(); }\nreturn 1;'],
  ['nothing', 'a.tsx', ''],
] as const;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a front-end that may reserve memory', () => {
  test('reads all the same where it is refused', async () => {
    vi.stubGlobal('ArrayBuffer', StingyBuffer);
    const stingy = await createTypeScriptFrontEnd({ mayReserve: true });
    expect(stingy.lower('a.ts', 'call(1);')).toEqual(typescript.lower('a.ts', 'call(1);'));
  });

  // Where the parser cannot share memory (Node 20), both ways are one.
  describe.skipIf(!rawTransferSupported())('and gets it', () => {
    test('reads in every source what the other way reads', async () => {
      const shared = await createTypeScriptFrontEnd({ mayReserve: true });
      for (const file of SOURCES) {
        const text = readFileSync(file, 'utf8');
        expect(shared.lower(file, text), file).toEqual(typescript.lower(file, text));
      }
    });

    test.each(READ)('reads %s as the other way does', async (_, file, text) => {
      const shared = await createTypeScriptFrontEnd({ mayReserve: true });
      expect(shared.lower(file, text)).toEqual(typescript.lower(file, text));
    });

    test('reads any text as the other way does', async () => {
      const shared = await createTypeScriptFrontEnd({ mayReserve: true });
      const piece = fc.oneof(
        fc.constantFrom(
          'call(',
          ')',
          '`${',
          '}`',
          '/',
          '"',
          "'",
          '=>',
          '// aegis',
          '\n',
          '😀',
          '<a>',
          'import ',
        ),
        fc.string({ unit: 'binary', maxLength: 8 }),
      );
      fc.assert(
        fc.property(
          fc.array(piece, { maxLength: 20 }),
          fc.constantFrom('a.ts', 'a.tsx', 'a.js'),
          (pieces, file) => {
            const text = pieces.join('');
            expect(shared.lower(file, text)).toEqual(typescript.lower(file, text));
          },
        ),
      );
    });
  });
});

/** Of a machine that grants no more addresses than it has memory. */
class StingyBuffer extends ArrayBuffer {
  constructor(length: number) {
    if (length > 2 ** 32) throw new RangeError('Array buffer allocation failed');
    super(length);
  }
}
