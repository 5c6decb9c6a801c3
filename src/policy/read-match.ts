import { parseGlob } from '../automata/index.ts';
import { DIMENSIONS, type Match } from '../model/index.ts';
import type { Located } from './document.ts';
import type { Report } from './report.ts';
import { entryOf, readMap, readStrings, reportUnknownKeys, type TextNode } from './shape.ts';
import { rangeWithin } from './range-within.ts';

/** The globs of a match; a dimension that is left out is `*`. */
export function readMatch(node: Located, report: Report): Match | undefined {
  const map = readMap(node, '`match`', report);
  if (map === undefined) return undefined;
  reportUnknownKeys(map, '`match`', DIMENSIONS, report);
  const [type = ANY, target = ANY, agent = ANY] = DIMENSIONS.map((dimension) => {
    const entry = entryOf(map, dimension);
    return entry === undefined ? ANY : readGlobs(entry.value, dimension, report);
  });
  return { type, target, agent };
}

/** Matches every action. */
export const MATCH_ALL: Match = { type: ['*'], target: ['*'], agent: ['*'] };
const ANY: readonly string[] = ['*'];

function readGlobs(node: Located, dimension: string, report: Report): readonly string[] | undefined {
  const texts = readStrings(node, `\`${dimension}\``, report);
  for (const text of texts ?? []) reportGlob(text, report);
  return texts?.map((text) => text.value);
}

function reportGlob(text: TextNode, report: Report): void {
  const glob = parseGlob(text.value);
  if (glob.ok) return;
  const { message, help, start, end } = glob.error;
  report(
    'AEG1013',
    rangeWithin(text, start, end),
    `\`${shorten(text.value)}\` is no usable glob: ${message}`,
    {
      ...(help === undefined ? {} : { help }),
    },
  );
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
