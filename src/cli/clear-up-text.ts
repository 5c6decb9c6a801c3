import { generatePolicy } from '../autopolicy/index.ts';
import type { Diagnostic } from '../base/index.ts';
import { visibleText } from '../reporters/index.ts';

/**
 * Asks about everything in a text that is not understood until nothing is left, and answers the text that says it; or
 * `undefined` when nobody answers.
 */
export async function clearedUp(
  text: string,
  zones: readonly string[],
  ask: (question: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  let now = text;
  for (;;) {
    const made = generatePolicy(now, { zones });
    const unclear = made.ok ? undefined : made.error.find(({ code }) => code === 'AEG8030');
    if (unclear?.span === undefined) return now;
    const { start, end } = unclear.span;
    const said = await ask(questionAbout(unclear, now.slice(start.offset, end.offset)));
    if (said === undefined || said.trim() === '') return undefined;
    const instead = said.trim() === '-' ? '' : said;
    now = `${now.slice(0, start.offset)}${instead}${now.slice(end.offset)}`;
  }
}

function questionAbout({ label, help }: Diagnostic, words: string): string {
  return [
    '',
    `not understood: ${visibleText(words.replace(/\s+/g, ' ').trim())}`,
    ...[...new Set([label, help])].flatMap((line) => (line === undefined ? [] : [`  ${visibleText(line)}`])),
    'Other words for it, - to leave it out, or nothing to stop: ',
  ].join('\n');
}
