import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { createSource, spanAt, type Diagnostic } from '../../src/base/index.ts';
import {
  compactDiagnostics,
  countText,
  diagnosticCounts,
  diagnosticJson,
  githubDiagnostics,
  junitDiagnostics,
  sarifDiagnostics,
} from '../../src/reporters/index.ts';

const source = createSource('policies/support.yaml', 'rules:\n  - aproval: block\n');
const typo: Diagnostic = {
  code: 'AEG1004',
  severity: 'error',
  message: 'unknown key `aproval` in a rule',
  span: spanAt(source, 11, 18),
  label: 'did you mean `approval`?',
  help: 'a rule without `approval` asks a human',
  related: [{ message: 'the list of rules', span: spanAt(source, 0, 5) }],
};
const hint: Diagnostic = { code: 'AEG1060', severity: 'info', message: '50% of "all", <b>\n& more\u0007' };

describe('the compact form', () => {
  test('says in one line everything the pretty form says', () => {
    expect(compactDiagnostics([typo, hint])).toBe(
      'policies/support.yaml:2:5: error AEG1004: unknown key `aproval` in a rule [did you mean `approval`?] ' +
        'help: a rule without `approval` asks a human (policies/support.yaml:1:1: the list of rules)\n' +
        'info AEG1060: 50% of "all", <b>␊& more␇\n',
    );
  });
});

describe('the JSON form', () => {
  test('keeps places and leaves out what is absent', () => {
    expect(diagnosticJson(typo)).toMatchObject({
      code: 'AEG1004',
      place: {
        file: 'policies/support.yaml',
        start: { line: 2, column: 5, offset: 11 },
        end: { column: 12 },
      },
      related: [{ message: 'the list of rules' }],
    });
    expect(Object.keys(diagnosticJson(hint) as object)).toEqual(['code', 'severity', 'message']);
  });

  test('counts by severity', () => {
    expect(diagnosticCounts([typo, hint, hint])).toEqual({ error: 1, warning: 0, info: 2 });
    expect(countText([typo, hint, hint])).toBe('1 error, 2 notes');
    expect(countText([])).toBeUndefined();
  });
});

describe('the GitHub form', () => {
  test('escapes what would end a property or the message', () => {
    expect(githubDiagnostics([typo])).toBe(
      '::error title=AEG1004,file=policies/support.yaml,line=2,col=5,endLine=2,endColumn=12::' +
        'unknown key `aproval` in a rule%0Adid you mean `approval`?%0Aa rule without `approval` asks a human\n',
    );
    expect(githubDiagnostics([hint])).toContain('::notice title=AEG1060::50%25 of "all"');
    const odd = { ...typo, span: spanAt(createSource('a,b:c.yaml', 'x'), 0, 1) };
    expect(githubDiagnostics([odd])).toContain('file=a%2Cb%3Ac.yaml');
  });
});

describe('the JUnit form', () => {
  test('has a failing case for an error, a passing one for a note, and no character that XML excludes', () => {
    const xml = junitDiagnostics('aegis validate a&b.yaml', [typo, hint]);
    expect(xml).toContain('<testsuite name="aegis validate a&amp;b.yaml" tests="2" failures="1">');
    expect(xml).toContain('<testcase name="AEG1004 policies/support.yaml:2:5"><failure type="AEG1004"');
    expect(xml).toContain('<system-out>50% of &quot;all&quot;, &lt;b&gt;&#10;&amp; more\uFFFD</system-out>');
  });

  test('has one passing case when there is nothing to say', () => {
    expect(junitDiagnostics('aegis validate', [])).toContain('tests="1" failures="0"');
  });
});

describe('the SARIF form', () => {
  const log = (diagnostics: readonly Diagnostic[]): unknown =>
    JSON.parse(
      sarifDiagnostics(diagnostics, {
        version: '0.1.0',
        id: 'aegis-validate/',
        codes: { AEG1004: { severity: 'error', title: 'unknown key' } },
        sources: [source],
        pages: { AEG1004: '# AEG1004: unknown key\n\nA key nobody knows.\n\n## Why\n\nBecause.\n' },
      }),
    );

  test('keeps to the schema of OASIS, with and without diagnostics', () => {
    const file = new URL('sarif/sarif-2.1.0-rtm.5.json', import.meta.url);
    // The schema is of draft 4, of which the validator only minds the old name of `$id`.
    const {
      $schema: _,
      id: __,
      ...schema
    } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const formats = { uri: true, 'uri-reference': true, 'date-time': true } as const;
    const validate = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(
      schema,
    );
    for (const diagnostics of [[], [typo, hint]]) {
      validate(log(diagnostics));
      expect(validate.errors).toBeNull();
    }
  });

  test('names rule, level, place, related places and a fingerprint', () => {
    expect(log([typo])).toMatchObject({
      runs: [
        {
          tool: { driver: { rules: [{ id: 'AEG1004', fullDescription: { text: 'A key nobody knows.' } }] } },
          results: [
            {
              ruleId: 'AEG1004',
              ruleIndex: 0,
              level: 'error',
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'policies/support.yaml' },
                    region: { startLine: 2, startColumn: 5, endColumn: 12 },
                  },
                },
              ],
              relatedLocations: [{ message: { text: 'the list of rules' } }],
              partialFingerprints: {
                primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]+:1$/) as unknown,
              },
            },
          ],
        },
      ],
    });
  });
});
