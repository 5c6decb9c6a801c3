/** Something wrong with a row, and where in its document: `['calls', 0, 'paths', 2]`. */
export interface RowProblem {
  readonly at: readonly (string | number)[];
  readonly message: string;
}

/** A map inside a row that is being read. Readers give a stand-in for what is wrong and note the problem. */
export interface Fields {
  readonly value: Readonly<Record<string, unknown>>;
  readonly at: readonly (string | number)[];
  readonly problems: RowProblem[];
}

export function keysOf(fields: Fields, known: readonly string[]): void {
  for (const key of Object.keys(fields.value)) {
    if (!known.includes(key)) note(fields, key, `unknown key; known are ${known.join(', ')}`);
  }
}

export function textOf(fields: Fields, key: string): string {
  const value = fields.value[key];
  if (typeof value === 'string' && value !== '') return value;
  note(fields, key, 'must be a text');
  return '';
}

export function textsOf(fields: Fields, key: string, presence: 'required' | 'optional'): readonly string[] {
  const value = fields.value[key];
  if (value === undefined && presence === 'optional') return [];
  if (isListOfTexts(value) && (value.length > 0 || presence === 'optional')) return value;
  note(fields, key, 'must be a list of texts');
  return [];
}

/** `fallback` stands for an absent value; without one the value is required. */
export function oneOf<T extends string>(
  fields: Fields,
  key: string,
  known: readonly T[],
  fallback: T | undefined,
): T {
  const value = fields.value[key];
  if (value === undefined && fallback !== undefined) return fallback;
  const found = known.find((each) => each === value);
  if (found === undefined) note(fields, key, `must be one of ${known.join(', ')}`);
  return found ?? fallback ?? (known[0] as T);
}

export function listOf(fields: Fields, key: string): readonly Fields[] {
  const value = fields.value[key] ?? [];
  if (!Array.isArray(value)) {
    note(fields, key, 'must be a list');
    return [];
  }
  return value.flatMap((item: unknown, index) => inner(fields, [key, index], item));
}

export function entriesOf(fields: Fields, key: string): (readonly [string, Fields])[] {
  const value = fields.value[key] ?? {};
  return inner(fields, [key], value).flatMap((map) =>
    Object.entries(map.value).flatMap(([name, item]) =>
      inner(fields, [key, name], item).map((each) => [name, each] as const),
    ),
  );
}

function inner(fields: Fields, at: readonly (string | number)[], value: unknown): Fields[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return [
      { value: value as Record<string, unknown>, at: [...fields.at, ...at], problems: fields.problems },
    ];
  }
  fields.problems.push({ at: [...fields.at, ...at], message: 'must be a map' });
  return [];
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
}

function note(fields: Fields, key: string, message: string): void {
  fields.problems.push({ at: [...fields.at, key], message });
}
