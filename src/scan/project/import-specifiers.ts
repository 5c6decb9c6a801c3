import type { Language } from '../ir.ts';

/**
 * What a text seems to import, as specifiers for the locator, found without parsing: a specifier in a comment costs a
 * useless look-up, a missed one would cost a finding. Each once, in the order of the text. Takes time linear in the text.
 */
export function importSpecifiers(language: Language, text: string): readonly string[] {
  switch (language) {
    case 'typescript':
      return [...new Set(Array.from(text.matchAll(TYPESCRIPT_IMPORT), (match) => match[2] ?? ''))];
    case 'python':
      return [...new Set([...pythonImports(text), ...dynamicImports(text)])];
  }
}

const TYPESCRIPT_IMPORT =
  /\b(?:from|import|require)\s*(?:\(\s*)?(?:\/\*[^*]*\*\/\s*)?(["'`])([^"'`\s]{1,300})\1/g;
const PYTHON_DYNAMIC = /\bimport_module\(\s*["']([\w.]+)["']/g;
/** What stands before the names: `from .a import` or `import`. */
const PYTHON_HEAD =
  /(?:^|;)[^\S\n]*(?:from[^\S\n]+(?:(\.+)[^\S\n]*)?(?:(\w[\w.]*)[^\S\n]+)?import\b|import\b)[^\S\n]*/gm;
/** To the end of the statement, if it is not too long: of its last line that does not end in a backslash. */
const PYTHON_NAMES = /(?:[^\n\\]|\\\r?\n?){0,1000}/y;

function pythonImports(text: string): readonly string[] {
  const found: string[] = [];
  PYTHON_HEAD.lastIndex = 0;
  for (let head = PYTHON_HEAD.exec(text); head !== null; head = PYTHON_HEAD.exec(text)) {
    const [, dots = '', module = ''] = head;
    const names = namesFrom(text, PYTHON_HEAD.lastIndex);
    const base = dots + module;
    if (base === '') found.push(...names);
    else found.push(base, ...names.map((name) => (module === '' ? base + name : `${base}.${name}`)));
  }
  return found;
}

function dynamicImports(text: string): readonly string[] {
  return Array.from(text.matchAll(PYTHON_DYNAMIC), (match) => match[1] ?? '');
}

/** The names of an import statement; a list in parentheses may run over many lines. */
function namesFrom(text: string, start: number): readonly string[] {
  if (text[start] !== '(') {
    PYTHON_NAMES.lastIndex = start;
    return listed(PYTHON_NAMES.exec(text)?.[0] ?? '');
  }
  const end = text.slice(start, start + LONGEST_LIST).indexOf(')');
  return listed(text.slice(start + 1, start + (end === -1 ? LONGEST_LINE : end)));
}

const LONGEST_LIST = 20_000;
const LONGEST_LINE = 200;

/** `a as b, c` and `a, # why\n b` list `a`, `c` and `a`, `b`; what follows a `;` is another statement. */
function listed(text: string): readonly string[] {
  const [statement = ''] = text.replace(/#[^\n]*|\\/g, ' ').split(';');
  return statement.split(',').flatMap((item) => /^\s*([\w.]+)/.exec(item)?.[1] ?? []);
}
