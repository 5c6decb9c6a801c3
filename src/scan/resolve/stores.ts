import type { AccessPath } from './access-path.ts';
import { positional } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import { constantText } from './texts.ts';
import { NONE, union, type Value, type Values } from './value.ts';

/** Beyond this many writers under one key, more of them tell nothing new. */
const MAX_WRITERS = 24;
/** Methods that put their second argument under their first. */
const SETTERS = ['set', 'setdefault'];

/**
 * What the project keeps under a key in a place that a package offers for it, wherever it puts it there:
 * `st.session_state.client = OpenAI()`, `user_session.set("client", OpenAI())`. Nothing where `path` is no such place.
 */
export function keptIn(evaluation: Evaluation, path: AccessPath, key: string): Values {
  const store = storeAt(evaluation, path);
  if (store === undefined) return NONE;
  return evaluation.ask(`kept ${path.language} ${store} ${key}`, () =>
    union(assigned(evaluation, store, key), set(evaluation, store, key)),
  );
}

/** `store.get(key, preset)`. */
export function keptUnder(evaluation: Evaluation, { thing }: Value, keys: Values, preset: Values): Values {
  const store = thing.kind === 'external' ? thing.path.from : undefined;
  const key = constantText(keys);
  return union(store === undefined || key === undefined ? NONE : keptIn(evaluation, store, key), preset);
}

function assigned(evaluation: Evaluation, store: string, key: string): Values {
  const writers = evaluation.project.assignmentsTo(key).slice(0, MAX_WRITERS);
  return union(
    ...writers.map(({ module, assignment: { object, value } }) =>
      isStore(evaluation, store, evaluation.evaluate(module, object))
        ? evaluation.evaluate(module, value)
        : NONE,
    ),
  );
}

function set(evaluation: Evaluation, store: string, key: string): Values {
  const writers = SETTERS.flatMap((name) => evaluation.project.callsNamed(name)).filter(({ call }) => {
    const first = positional(call, 0);
    return first?.kind === 'string' && first.parts.length === 1 && first.parts[0] === key;
  });
  return union(
    ...writers.slice(0, MAX_WRITERS).map(({ module, call }) => {
      const value = positional(call, 1);
      const isOurs =
        call.callee.kind === 'member' &&
        isStore(evaluation, store, evaluation.evaluate(module, call.callee.object));
      return isOurs && value !== undefined ? evaluation.evaluate(module, value) : NONE;
    }),
  );
}

function isStore(evaluation: Evaluation, store: string, values: Values): boolean {
  return values.some(({ thing }) => thing.kind === 'external' && storeAt(evaluation, thing.path) === store);
}

function storeAt(evaluation: Evaluation, path: AccessPath): string | undefined {
  for (const meaning of evaluation.paths.payloads(path)) {
    if (meaning.kind === 'form' && meaning.form.name === 'store') return meaning.form.entry;
  }
  return undefined;
}
