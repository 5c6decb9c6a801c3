import {
  err,
  nearest,
  ok,
  spanAt,
  type Diagnostic,
  type Result,
  type Source,
  type Span,
} from '../base/index.ts';
import {
  entryOf,
  plainValue,
  type Document,
  type Located,
  type LocatedEntry,
  type LocatedMap,
} from '../policy/index.ts';
import { readRow } from '../scan/index.ts';
import {
  SETTINGS,
  SETTING_NAMES,
  SETTING_SECTIONS,
  isCount,
  type SettingName,
  type SettingValue,
} from './settings.ts';

/** A setting as it stands in a file. */
interface WrittenSetting {
  readonly value: SettingValue;
  readonly span: Span;
}

export type WrittenSettings = ReadonlyMap<SettingName, WrittenSetting>;

/**
 * The settings in an `aegis.yaml`, or everything that is wrong with them. Its `policy:` is none of its business, and a
 * bare policy (`rules:` at the top) has no settings.
 */
export function readSettings(document: Document): Result<WrittenSettings, readonly Diagnostic[]> {
  const { root, source } = document;
  if (root.kind !== 'map') return err([wrongValue(source, root, 'an `aegis.yaml` is a map of sections')]);
  if (isBarePolicy(root)) return ok(new Map());
  if (root.entries.length === 0) return err([wrongValue(source, root, 'the file says nothing')]);
  const written = new Map<SettingName, WrittenSetting>();
  const problems = root.entries.flatMap((entry) => readSection(entry, source, written));
  return problems.length > 0 ? err(problems) : ok(written);
}

/** A policy that is a file of its own has `rules` at the top and no `policy`. */
export function isBarePolicy(root: Located): boolean {
  if (root.kind !== 'map') return false;
  const has = (key: string): boolean => root.entries.some((entry) => entry.key === key);
  return !has('policy') && (has('rules') || has('version'));
}

function readSection(
  entry: LocatedEntry,
  source: Source,
  into: Map<SettingName, WrittenSetting>,
): Diagnostic[] {
  if (entry.key === 'policy') return [];
  if (!SETTING_SECTIONS.includes(entry.key))
    return [unknownKey(source, entry, ['policy', ...SETTING_SECTIONS])];
  if (entry.value.kind !== 'map') {
    return [wrongValue(source, entry.value, `the section \`${entry.key}\` is a map of settings`)];
  }
  if (entry.value.entries.length === 0) {
    return [wrongValue(source, entry.value, `the section \`${entry.key}\` is empty`)];
  }
  return entry.value.entries.flatMap((inner) => readSetting(entry.key, inner, source, into));
}

function readSetting(
  section: string,
  entry: LocatedEntry,
  source: Source,
  into: Map<SettingName, WrittenSetting>,
): Diagnostic[] {
  const name = SETTING_NAMES.find((candidate) => candidate === `${section}.${entry.key}`);
  if (name === undefined) {
    const keys = SETTING_NAMES.filter((n) => n.startsWith(`${section}.`)).map((n) =>
      n.slice(section.length + 1),
    );
    return [unknownKey(source, entry, keys)];
  }
  const value = valueOf(name, entry.value, source);
  if (!value.ok) return [...value.error];
  into.set(name, { value: value.value, span: spanAt(source, entry.keyRange.start, entry.value.range.end) });
  return [];
}

function valueOf(
  name: SettingName,
  written: Located,
  source: Source,
): Result<SettingValue, readonly Diagnostic[]> {
  const { form } = SETTINGS[name];
  const wrong = (message: string, label?: string): Result<SettingValue, readonly Diagnostic[]> =>
    err([wrongValue(source, written, message, label)]);
  switch (form.kind) {
    case 'choice': {
      const value = written.kind === 'scalar' ? String(written.value) : undefined;
      if (value !== undefined && form.choices.includes(value)) return ok(value as SettingValue);
      const near = value === undefined ? undefined : nearest(value, form.choices);
      const what = `\`${name}\` is one of ${form.choices.map((choice) => `\`${choice}\``).join(', ')}`;
      return wrong(what, near === undefined ? undefined : `did you mean \`${near}\`?`);
    }
    case 'path': {
      const { value } = written.kind === 'scalar' ? written : { value: undefined };
      if (typeof value === 'string' && value !== '') return ok(value);
      return wrong(`\`${name}\` is the path of a file`);
    }
    case 'number': {
      const { value } = written.kind === 'scalar' ? written : { value: undefined };
      if (isCount(value, form.least)) return ok(value);
      return wrong(`\`${name}\` is a whole number from ${form.least} on`);
    }
    case 'list': {
      const items = written.kind === 'list' ? written.items : [written];
      const texts = items.flatMap((item) =>
        item.kind === 'scalar' && typeof item.value === 'string' && item.value !== '' ? [item.value] : [],
      );
      if (texts.length === items.length && items.length > 0) return ok(texts);
      return wrong(`\`${name}\` is a ${form.of} or a list of such`);
    }
    case 'rows':
      return written.kind === 'list' ? rowsOf(written.items, source) : wrong(`\`${name}\` is a list of rows`);
  }
}

/** Rows of the catalogue; what is wrong with one is told at its place. */
function rowsOf(items: readonly Located[], source: Source): Result<SettingValue, readonly Diagnostic[]> {
  const read = items.map((item) => ({ item, row: readRow(plainValue(item), 'optional') }));
  const problems = read.flatMap(({ item, row }) =>
    row.ok
      ? []
      : row.error.map(({ at, message }) =>
          wrongValue(source, innermost(item, at), `a row of \`scan.catalog\`: ${rowMessage(at, message)}`),
        ),
  );
  return problems.length > 0 ? err(problems) : ok(read.flatMap(({ row }) => (row.ok ? [row.value] : [])));
}

/** `calls[0].kind must be a text`; what begins with the user's own text says enough. */
function rowMessage(at: readonly (string | number)[], message: string): string {
  const path = at.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return path === '' || message.startsWith('`') ? message : `\`${path.replace(/^\./, '')}\` ${message}`;
}

/** The value at a path, or the nearest one around it that is written. */
function innermost(written: Located, [step, ...rest]: readonly (string | number)[]): Located {
  if (step === undefined) return written;
  const next =
    typeof step === 'number'
      ? written.kind === 'list'
        ? written.items[step]
        : undefined
      : written.kind === 'map'
        ? entryOf(written, step)?.value
        : undefined;
  return next === undefined ? written : innermost(next, rest);
}

function unknownKey(source: Source, entry: LocatedEntry, known: readonly string[]): Diagnostic {
  const near = nearest(entry.key, known);
  return {
    code: 'AEG1004',
    severity: 'error',
    message: `unknown key \`${entry.key}\` in \`aegis.yaml\``,
    span: spanAt(source, entry.keyRange.start, entry.keyRange.end),
    ...(near === undefined ? {} : { label: `did you mean \`${near}\`?` }),
    help: `the keys here are ${known.map((key) => `\`${key}\``).join(', ')}`,
  };
}

function wrongValue(
  source: Source,
  written: Located | LocatedMap,
  message: string,
  label?: string,
): Diagnostic {
  return {
    code: 'AEG9025',
    severity: 'error',
    message,
    span: spanAt(source, written.range.start, written.range.end),
    ...(label === undefined ? {} : { label }),
  };
}
