import { blank } from './recover.ts';

/** Files of which the scripts are code: single-file components of Vue and Svelte, pages of Astro. */
const COMPONENT = /\.(?:vue|svelte|astro)$/;

export function isComponent(file: string): boolean {
  return COMPONENT.test(file);
}

/**
 * The text of a component with everything but the code of its scripts made blank, so that every offset stays. Code that
 * stands in the template (`@click="send()"`, `{await ask()}`) is not seen.
 */
export function scriptsOf(file: string, text: string): string {
  const frontmatter = file.endsWith('.astro') ? frontmatterOf(text) : [];
  const scripts = [...frontmatter, ...scriptElements(text, frontmatter[0]?.end ?? 0)];
  let code = '';
  let from = 0;
  for (const { start, end } of scripts) {
    code += `${blank(text.slice(from, start))}${text.slice(start, end)}`;
    from = end;
  }
  return code + blank(text.slice(from));
}

interface Script {
  readonly start: number;
  readonly end: number;
}

/** Between the `---` with which a page of Astro begins and the next. */
function frontmatterOf(text: string): readonly Script[] {
  const opening = /^\s*---/.exec(text)?.[0];
  if (opening === undefined) return [];
  const start = opening.length;
  const end = text.indexOf('---', start);
  return end === -1 ? [] : [{ start, end }];
}

const COMMENT_OR_SCRIPT = /<!--|<script(?=[\s>/])/gi;
/** Longer tags are none: their length is bounded, so that the work is linear in the text. */
const OPENING_TAG = /<script(?:[^>"']|"[^"]{0,300}"|'[^']{0,300}'){0,300}>/iy;
const CLOSING_TAG = /<\/script\s*>/gi;

/** The scripts that stand in the file itself, and are no data. */
function scriptElements(text: string, from: number): readonly Script[] {
  const scripts: Script[] = [];
  COMMENT_OR_SCRIPT.lastIndex = from;
  for (let found = COMMENT_OR_SCRIPT.exec(text); found !== null; found = COMMENT_OR_SCRIPT.exec(text)) {
    if (found[0] === '<!--') {
      const end = text.indexOf('-->', found.index);
      if (end === -1) break;
      COMMENT_OR_SCRIPT.lastIndex = end;
      continue;
    }
    OPENING_TAG.lastIndex = found.index;
    const tag = OPENING_TAG.exec(text)?.[0];
    if (tag === undefined || tag.endsWith('/>')) continue;
    const start = found.index + tag.length;
    CLOSING_TAG.lastIndex = start;
    const end = CLOSING_TAG.exec(text)?.index ?? text.length;
    if (isCode(tag)) scripts.push({ start, end });
    COMMENT_OR_SCRIPT.lastIndex = end;
  }
  return scripts;
}

const TYPE = /\stype\s*=\s*["']?([^"'\s>]+)/i;
const CODE_TYPES = /^(?:module|ts|tsx|(?:text|application)\/(?:javascript|typescript|babel|jsx))$/i;

function isCode(tag: string): boolean {
  const type = TYPE.exec(tag)?.[1];
  return type === undefined || CODE_TYPES.test(type);
}
