import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const ajv = new Ajv2020({ strict: true, allErrors: true });

describe.each([
  ['src/hooks/tool-rows.json', 'specs/hook-tool-row.schema.json'],
  ['src/hooks/protected-rows.json', 'specs/hook-protected-row.schema.json'],
])('%s', (table, schema) => {
  const rows = read(table) as readonly Record<string, unknown>[];
  const validate = ajv.compile(read(schema) as object);

  test.each(rows.map((row) => [JSON.stringify(row).slice(0, 60), row]))(
    '%s keeps to its schema',
    (_, row) => {
      expect(validate(row) ? undefined : validate.errors).toBeUndefined();
    },
  );

  test('says nothing twice', () => {
    const keys = rows.map((row) => `${String(row['agent'])} ${String(row['tool'] ?? row['text'])}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
