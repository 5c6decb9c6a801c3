import { visibleText } from './visible-text.ts';

/** Text of others as text in Markdown, neither markup nor mentions, on one line. */
export function escapedMarkdown(text: string): string {
  return visibleText(text)
    .replace(/[\\`*_{}[\]<>()#+!|~&$]/g, '\\$&')
    .replace(/@/g, '&#64;')
    .replace(/\n/g, ' ');
}

/** Text of others in monospace, also within a table, where a bar would end the cell. */
export function codeSpan(text: string): string {
  const escaped = visibleText(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@/g, '&#64;')
    .replace(/\n/g, ' ');
  return `<code>${escaped}</code>`;
}
