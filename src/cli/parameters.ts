import { err, ok, repeatedKey, type Diagnostic, type Json, type Result } from '../base/index.ts';
import { problem } from './problem.ts';

/** One step of a path such as `items[0].price`. */
type Step =
  { readonly kind: 'key'; readonly key: string } | { readonly kind: 'index'; readonly index: number };

/**
 * The parameters of an action from `--params` (a JSON object) and every `--param path=value` on top of it. Answers
 * `undefined` when there are none: an action without parameters is not one with an empty map of them.
 */
export function readParameters(
  params: string | undefined,
  assignments: readonly string[],
): Result<Readonly<Record<string, Json>> | undefined, readonly Diagnostic[]> {
  const start = params === undefined ? ok(undefined) : parseObject(params);
  const problems: Diagnostic[] = start.ok ? [] : [start.error];
  let json: Json = (start.ok ? start.value : undefined) ?? {};
  const given: Assignment[] = [];
  for (const text of assignments) {
    const parsed = parseAssignment(text);
    const next: Result<Json, Diagnostic> = parsed.ok ? assignOnce(json, parsed.value, given) : parsed;
    if (parsed.ok) given.push(parsed.value);
    if (next.ok) json = next.value;
    else problems.push(next.error);
  }
  if (problems.length > 0) return err(problems);
  return ok(params === undefined && assignments.length === 0 ? undefined : (json as Record<string, Json>));
}

function parseObject(text: string): Result<Json, Diagnostic> {
  try {
    const json = JSON.parse(text) as Json;
    const repeated = repeatedKey(text);
    if (repeated !== undefined) {
      const help = 'readers disagree about which of the two counts; write it once';
      return err(problem('AEG9003', `\`--params\` has the key \`${repeated}\` twice`, { help }));
    }
    if (isMap(json)) return ok(json);
  } catch {
    // Said below, like a JSON value that is no object.
  }
  return err(
    problem('AEG9003', '`--params` is not a JSON object', {
      help: 'write it like \'{"amount": 20}\', in quotes',
    }),
  );
}

/** `text` is what was written, such as `items[0].price=9`. */
interface Assignment {
  readonly text: string;
  readonly steps: readonly Step[];
  readonly value: Json;
}

function parseAssignment(text: string): Result<Assignment, Diagnostic> {
  const at = endOfPath(text);
  const steps = at === -1 ? undefined : parsePath(text.slice(0, at));
  if (steps === undefined) {
    return err(
      problem('AEG9003', `\`${text}\` is not a parameter`, {
        help: 'write it like `amount=20`, `user.id=7` or `items[0].price=9`',
      }),
    );
  }
  return ok({ text, steps, value: valueOf(text.slice(at + 1)) });
}

/** The first `=` outside a quoted key. */
function endOfPath(text: string): number {
  const path = /^(?:[^="]|"(?:[^"\\]|\\.)*")*(?==)/.exec(text);
  return path === null ? -1 : path[0].length;
}

function parsePath(path: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  const step = /(?:^|\.)([^.[\]"]+)|\[(\d{1,6})\]|\[("(?:[^"\\]|\\.)*")\]/y;
  while (step.lastIndex < path.length) {
    const found = step.exec(path);
    if (found === null) return undefined;
    const [, key, index, quoted] = found;
    if (index !== undefined) steps.push({ kind: 'index', index: Number(index) });
    else
      steps.push({ kind: 'key', key: quoted === undefined ? (key ?? '') : (JSON.parse(quoted) as string) });
  }
  return steps[0]?.kind === 'key' ? steps : undefined;
}

function valueOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** None of two assignments to the same place would be told from the other by who reads them. */
function assignOnce(
  into: Json,
  { text, steps, value }: Assignment,
  given: readonly Assignment[],
): Result<Json, Diagnostic> {
  const earlier = given.find((other) => isWithin(steps, other.steps) || isWithin(other.steps, steps));
  if (earlier === undefined) return assign(into, steps, value, text);
  const help = 'write each parameter once; several values go into a list, such as `tags=["a", "b"]`';
  return err(problem('AEG9003', `\`${earlier.text}\` and \`${text}\` give the same parameter`, { help }));
}

function isWithin(steps: readonly Step[], outer: readonly Step[]): boolean {
  return outer.every((step, i) => JSON.stringify(step) === JSON.stringify(steps[i]));
}

function assign(
  into: Json | undefined,
  steps: readonly Step[],
  value: Json,
  text: string,
): Result<Json, Diagnostic> {
  const [step, ...rest] = steps;
  if (step === undefined) return ok(value);
  if (step.kind === 'index') return assignIndex(into, step.index, rest, value, text);
  if (into !== undefined && !isMap(into)) return err(conflict(text));
  // Entries instead of assignment: a key named `__proto__` is a key like any other.
  const entries = new Map(Object.entries(into ?? {}));
  const inner = assign(entries.get(step.key), rest, value, text);
  if (!inner.ok) return inner;
  entries.set(step.key, inner.value);
  return ok(Object.fromEntries(entries));
}

function assignIndex(
  into: Json | undefined,
  index: number,
  rest: readonly Step[],
  value: Json,
  text: string,
): Result<Json, Diagnostic> {
  const items = into === undefined ? [] : isList(into) ? [...into] : undefined;
  if (items === undefined || index > items.length) return err(conflict(text));
  const inner = assign(items[index], rest, value, text);
  if (!inner.ok) return inner;
  items[index] = inner.value;
  return ok(items);
}

function conflict(text: string): Diagnostic {
  return problem('AEG9003', `\`${text}\` does not fit the parameters before it`, {
    help: 'a key goes into a map; an item goes into a list, after the items before it',
  });
}

function isMap(json: Json): json is { readonly [key: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
