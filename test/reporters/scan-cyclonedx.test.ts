import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import { cyclonedxScan } from '../../src/reporters/index.ts';
import type { Finding, ScanOutcome } from '../../src/scan/index.ts';
import { fixture, scanFolder, scanTexts } from '../scan/driver/scanning.ts';

interface Bom {
  readonly components: readonly Record<string, unknown>[];
  readonly services: readonly Record<string, unknown>[];
}

const require = createRequire(import.meta.url);
const FOLDER = join(dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res/schema');

/** The schema of CycloneDX 1.6 as it is published, with those it refers to. */
function officialSchema(): ValidateFunction {
  const read = (name: string): object =>
    JSON.parse(readFileSync(join(FOLDER, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(read('spdx'), 'http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json');
  ajv.addSchema(read('jsf-0.82'), 'http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json');
  return ajv.compile(read('bom-1.6'));
}

let validate: ValidateFunction;
let helpdesk: ScanOutcome;
beforeAll(async () => {
  validate = officialSchema();
  helpdesk = await scanFolder(fixture('helpdesk'));
});

function bom(outcome: ScanOutcome, showsTests = false): Bom {
  const json: unknown = JSON.parse(cyclonedxScan(outcome, { version: '0.1.0', showsTests }));
  validate(json);
  expect(validate.errors).toBeNull();
  return json as Bom;
}

describe('the bill of materials', () => {
  it('follows the official schema, and is the same for the same code', async () => {
    bom(helpdesk);
    await expect(cyclonedxScan(helpdesk, { version: '0.1.0' })).toMatchFileSnapshot(
      join(import.meta.dirname, 'golden/scan-cyclonedx.json'),
    );
  });

  it('fails the schema when something is wrong: the test can tell', () => {
    const json = JSON.parse(cyclonedxScan(helpdesk, { version: '0.1.0' })) as Record<string, unknown>;
    expect(validate({ ...json, components: [{ type: 'sdk', name: 'x' }] })).toBe(false);
  });

  it('is valid without any call, and with calls whose names are strange', () => {
    const strange = helpdesk.findings.map((finding, index): Finding => ({
      ...finding,
      sdk: index === 0 ? '@scope/näme with space' : 'a/b"c',
      models: ['model:1', 'ö/x'],
    }));
    expect(bom({ ...helpdesk, findings: [] })).toMatchObject({ components: [], services: [] });
    bom({ ...helpdesk, findings: strange });
  });

  it('has libraries with their versions, models and services, with the places that use them', async () => {
    const outcome = await scanTexts(
      {
        'pyproject.toml': '[project]\ndependencies = ["openai==1.99.0"]\n',
        'desk.py': `from openai import OpenAI
import requests

MODEL = "gpt-5"
client = OpenAI()
client.chat.completions.create(model=MODEL, messages=[])
requests.post("https://api.openai.com/v1/chat/completions", json={"model": "gpt-5-mini", "messages": []})
`,
      },
      { options: { versions: true } },
    );
    const { components, services } = bom(outcome);
    expect(components).toMatchObject([
      {
        type: 'library',
        name: 'openai',
        version: '1.99.0',
        purl: 'pkg:pypi/openai@1.99.0',
        evidence: {
          occurrences: [{ location: 'desk.py', line: 6, symbol: 'client.chat.completions.create' }],
        },
      },
      { type: 'machine-learning-model', name: 'gpt-5', evidence: { occurrences: [{ line: 6 }] } },
      { type: 'machine-learning-model', name: 'gpt-5-mini', evidence: { occurrences: [{ line: 7 }] } },
    ]);
    expect(services).toMatchObject([
      {
        name: 'api.openai.com',
        endpoints: ['https://api.openai.com'],
        properties: [{}, {}, { name: 'aegis:location', value: 'desk.py:7' }],
      },
    ]);
  });

  it('leaves calls in tests out unless they are asked for', () => {
    const places = (showsTests: boolean): string => JSON.stringify(bom(helpdesk, showsTests));
    const inTest = helpdesk.findings.find(({ governance }) => governance.state === 'test')!;
    expect(places(false)).not.toContain(`"${inTest.span.file}"`);
    expect(places(true)).toContain(`"${inTest.span.file}"`);
  });
});
