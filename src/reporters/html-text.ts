import { visibleText } from './visible-text.ts';
import { escapeXml } from './xml-text.ts';

/** Text of others as text in HTML, in elements and in quoted attributes. */
export function escapedHtml(text: string): string {
  return escapeXml(visibleText(text)).replaceAll("'", '&#39;');
}

/** A word of ours, with text of others in backticks as code. */
export function richHtml(text: string): string {
  return escapedHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}
