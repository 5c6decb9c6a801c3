import type { Json } from '../base/index.ts';
import type { Decision } from '../model/index.ts';
import protectedRows from './protected-rows.json' with { type: 'json' };
import type { JsonObject } from './tool-call.ts';

/** Something that decides about calls or is the evidence of them. */
export interface ProtectedThing {
  /** Such as `the policy`. */
  readonly thing: string;
  /** Parts of its path; with / and in lower case. */
  readonly texts: readonly string[];
  /** What tells its file from every other one. */
  readonly files: readonly string[];
}

/** What is protected wherever it lies (protected-rows.json, specs/hook-protected-row.schema.json). */
export const PROTECTED_EVERYWHERE: readonly ProtectedThing[] = protectedRows.map(({ thing, text }) => ({
  thing,
  texts: [text],
  files: [],
}));

/** A file that is protected here: by its name in any text, and by any path that leads to it, links of both kinds included. */
export function protectedFile(thing: string, path: string, identify: Identify): ProtectedThing {
  const file = identify(path);
  const name = plain(path.slice(path.lastIndexOf('/') + 1));
  return { thing, texts: [name], files: file === undefined ? [] : [file] };
}

/** What tells the file at a path from every other one, whatever its names; `undefined` where there is none. */
export type Identify = (path: string) => string | undefined;

/**
 * What of these a call touches: a text among its parameters contains the name, or a path in one leads there. Names are
 * compared without regard to case. `undefined` when it is none; a call with more words than anyone looks up touches
 * them all.
 */
export function touchedThing(
  texts: { readonly target?: string; readonly params?: JsonObject },
  things: readonly ProtectedThing[],
  identify: Identify,
): string | undefined {
  const all = [...(texts.target === undefined ? [] : [texts.target]), ...textsIn(texts.params ?? {})];
  for (const text of all) {
    const simple = plain(text);
    const named = things.find((thing) => thing.texts.some((name) => simple.includes(name)));
    if (named !== undefined) return named.thing;
  }
  return thingAtPath(all, things, identify);
}

/** A decision that lets nothing protected be touched unasked. */
export function withProtection(decision: Decision, touched: string | undefined): Decision {
  if (touched === undefined || decision.approval !== 'auto') return decision;
  return {
    ...decision,
    approval: 'approve',
    isAllowed: false,
    needsApproval: true,
    riskLevel: 'critical',
    rule: PROTECTED_RULE,
    reason: `it touches ${touched}, which no agent changes unasked`,
  };
}

/** The decision's `rule` where the policy had nothing against the call. */
const PROTECTED_RULE = '<protected>';

/** Beyond so many, looking each of them up would take longer than a hook may. */
const MOST_PATHS = 2_000;
const LONGEST_PATH = 4_096;

function thingAtPath(
  texts: readonly string[],
  things: readonly ProtectedThing[],
  identify: Identify,
): string | undefined {
  const files = new Map(things.flatMap(({ thing, files }) => files.map((file) => [file, thing] as const)));
  if (files.size === 0) return undefined;
  const words = new Set(texts.flatMap(wordsIn));
  if (words.size > MOST_PATHS) return 'more paths than can be looked up';
  for (const word of words) {
    const found = files.get(identify(word) ?? '');
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The whole of a text, and the words a shell would see in it. Several lines are no path, and words of them are prose. */
function wordsIn(text: string): readonly string[] {
  const words = text.length > LONGEST_PATH ? [] : text.split(/[\s"'`;|&<>()=,]+/);
  return [text, ...words].filter(
    (word) => word !== '' && word.length <= LONGEST_PATH && !/[\n\0]/.test(word),
  );
}

/** Every text in a value, names included. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(textsIn);
  return Object.entries(value).flatMap(([name, item]) => [name, ...textsIn(item)]);
}

/** However a path is written: `\` for `/`, capitals, `./` and doubled separators within it. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/\/(?:\.?\/)+/g, '/');
}
