import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptsOf } from '../../../src/scan/languages/typescript/components.ts';
import { lower } from './typescript.ts';

describe('the scripts of a component', () => {
  it('are all that is left of it, each at its place', () => {
    const text = [
      '<!-- <script>no()</script> -->',
      '<SCRIPT lang=ts>one()</SCRIPT><script src="a.js" /><scripture>',
      '<script setup title="a > b">two()</script >',
      '<script type="text/template">no()</script><script type=module>three()</script>',
      '<p>{no()}</p><script>four()',
    ].join('\r\n');
    const scripts = scriptsOf('Desk.vue', text);
    expect(scripts.trim().split(/\s+/)).toEqual(['one()', 'two()', 'three()', 'four()']);
    for (const call of ['one()', 'two()', 'three()', 'four()'])
      expect(scripts.indexOf(call)).toBe(text.indexOf(call));
  });

  it('of an Astro page begin between its fences, whatever is written there', () => {
    const page = '\n---\nconst tag = "<script>";\nask();\n---\n<p>---</p><script>more();</script>';
    expect(
      scriptsOf('index.astro', page)
        .trim()
        .split(/\s{2,}/),
    ).toEqual(['const tag = "<script>";\nask();', 'more();']);
    expect(scriptsOf('index.vue', '---\nask();\n---\n').trim()).toBe('');
    expect(scriptsOf('index.astro', '---\nask();\n').trim()).toBe('');
  });

  it('keep every offset and every line, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...[
        '<script',
        '<script>',
        ' lang="ts">',
        '</script>',
        '<!--',
        '-->',
        '---',
        '\n',
        '\r\n',
        '"',
        "'",
        '/>',
      ],
      ...['ask()', '<p>', '>', ' type="module"', ' type="x"', 'é', '𝒳', '\u2028'],
    );
    fc.assert(
      fc.property(fc.array(pieces), fc.constantFrom('a.vue', 'a.svelte', 'a.astro'), (parts, file) => {
        const text = parts.join('');
        const scripts = scriptsOf(file, text);
        expect(scripts).toHaveLength(text.length);
        for (let index = 0; index < text.length; index += 1)
          if (scripts[index] !== text[index])
            expect([scripts[index], text[index]]).toEqual([' ', expect.not.stringMatching(/[\r\n]/)]);
      }),
    );
  });

  it('are found in time that grows with the text, where tags never end', () => {
    // A million of them would take days where the work grows with the square of their number.
    for (const tag of ['<script a="\n', '<script a\n', '<!--\n', '<script>\n'])
      expect(scriptsOf('a.vue', tag.repeat(100_000))).toHaveLength(tag.length * 100_000);
  });

  it('are one module, in TypeScript, with its own top level', () => {
    const text =
      '<script>\nimport a from "a";\n</script>\n<script setup lang="ts">\nconst b = await a<string>(1 as number);\n</script>';
    const module = lower(text, 'src/Desk.vue');
    expect(module.partial).toBe(false);
    expect(module.calls.map(({ start, end }) => text.slice(start, end))).toEqual(['a<string>(1 as number)']);
  });
});
