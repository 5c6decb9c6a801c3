import type { Language } from '../ir.ts';

/**
 * What a text seems to import, as specifiers for the locator, found without parsing: a specifier in a comment costs a
 * useless look-up, a missed one would cost a finding. Each once, in the order of the text.
 */
export function importSpecifiers(language: Language, text: string): readonly string[] {
  const found = new Set<string>();
  switch (language) {
    case 'typescript':
      for (const match of text.matchAll(TYPESCRIPT_IMPORT)) found.add(match[2] ?? '');
      break;
    case 'python':
      for (const match of text.matchAll(PYTHON_IMPORT)) addPython(found, match);
      for (const match of text.matchAll(PYTHON_DYNAMIC)) found.add(match[1] ?? '');
      break;
  }
  return [...found];
}

const TYPESCRIPT_IMPORT = /\b(?:from|import|require)\s*\(?\s*(["'`])([^"'`\s]{1,300})\1/g;
const PYTHON_IMPORT =
  /^[^\S\n]*(?:from[^\S\n]+(\.*[^\S\n]*[\w.]*)[^\S\n]*import[^\S\n]*(\([^)]*\)|(?:[^\n\\]|\\\r?\n)*)|import[^\S\n]+((?:[^\n\\]|\\\r?\n)*))|;[^\S\n]*import[^\S\n]+(\w[\w.]*)/gm;
const PYTHON_DYNAMIC = /\bimport_module\(\s*["']([\w.]+)["']/g;

function addPython(found: Set<string>, match: RegExpExecArray): void {
  const [, from, names = '', modules = match[4] ?? ''] = match;
  if (from === undefined) for (const module of listed(modules)) found.add(module);
  else {
    const base = from.replace(/\s/g, '');
    found.add(base);
    for (const name of listed(names)) found.add(base.endsWith('.') ? base + name : `${base}.${name}`);
  }
}

/** `a as b, c` and `(a, # why\n b)` list `a`, `c` and `a`, `b`. */
function listed(text: string): string[] {
  return text
    .replace(/#[^\n]*|[()\\]/g, ' ')
    .split(/[,;\n]/)
    .flatMap((item) => /^\s*([\w.]+)/.exec(item)?.[1] ?? []);
}
