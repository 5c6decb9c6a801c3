import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { buildTables, passesWhen } from '../../src/compliance/index.ts';
import { document, DOCUMENTS, FRAMEWORK_FILES, TABLES } from './tables-of.ts';

const json = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as unknown;
const schema = (name: string) =>
  new Ajv2020({ strict: true, allErrors: true }).compile(json(`../../specs/${name}.schema.json`) as object);

interface Listed {
  readonly id: string;
  readonly title?: string;
  readonly text?: string;
}
const official = json('official/frameworks.json') as Record<string, Record<string, readonly Listed[]>>;
const titles = (key: string, list: string) =>
  official[key]![list]!.map(({ id, title, text }) => ({ id, title: title ?? text }));

/** What the publishers call their requirements; HIPAA by Appendix A to Subpart C of Part 164. */
const LISTS: Readonly<
  Record<string, readonly { readonly id: string; readonly title: string | undefined }[]>
> = {
  soc2: titles('soc2_tsc_2017_rev_2022', 'criteria'),
  'eu-ai-act': titles('eu_ai_act', 'articles'),
  'nist-ai-rmf': titles('nist_ai_rmf_1_0', 'subcategories'),
  'iso-42001': titles('iso_iec_42001_2023_annex_a', 'controls'),
  'owasp-agentic': titles('owasp_agentic_2026', 'items'),
  'owasp-llm': titles('owasp_llm_2025', 'items'),
};

describe('the tables of compliance', () => {
  test('fit together', () => {
    expect(buildTables(DOCUMENTS)).toMatchObject({ ok: true });
  });

  test.each(FRAMEWORK_FILES)('%s keeps to its schema', (file) => {
    const keeps = schema('framework');
    expect(keeps(document(`frameworks/${file}`)), JSON.stringify(keeps.errors)).toBe(true);
  });

  test('the rules keep to their schema', () => {
    const keeps = schema('evidence-rules');
    expect(keeps(DOCUMENTS.rules), JSON.stringify(keeps.errors)).toBe(true);
  });

  test.each(Object.keys(LISTS))('%s has every requirement by its official id and title', (name) => {
    const framework = TABLES.frameworks.find(({ id }) => id === name)!;
    expect(framework.requirements.map(({ id, title }) => ({ id, title }))).toEqual(LISTS[name]);
  });

  test('articles of the GDPR and sections of HIPAA are numbered as their publishers number them', () => {
    const ids = (name: string) =>
      TABLES.frameworks.find(({ id }) => id === name)!.requirements.map(({ id }) => id);
    expect(ids('gdpr').every((id) => /^Article \d{1,2}$/.test(id))).toBe(true);
    expect(ids('hipaa').every((id) => /^164\.(?:308|310|312|314|316)\([a-e]\)(?:\(\d\))?$/.test(id))).toBe(
      true,
    );
    // Appendix A to Subpart C of Part 164 lists 18 standards; 164.314 and 164.316 have three more.
    expect(ids('hipaa')).toHaveLength(21);
  });

  test('every rule says in words when it passes, and no two say the same', () => {
    const all = TABLES.rules.map(({ check }) => passesWhen(check));
    expect(new Set(all).size).toBe(all.length);
    for (const text of all) expect(text).toMatch(/^[a-z].*[^.]$/);
  });

  test('what is wrong is said for every document', () => {
    const [framework] = DOCUMENTS.frameworks;
    const [requirement] = framework!.requirements;
    const result = buildTables({
      rules: [...DOCUMENTS.rules, DOCUMENTS.rules[0]!, { ...DOCUMENTS.rules[0]!, id: 'alone' }],
      frameworks: [
        ...DOCUMENTS.frameworks,
        {
          ...framework!,
          requirements: [
            { id: 'A', title: 'A', evidence: ['no-such-rule'] },
            { id: 'A', title: 'A', evidence: [] },
            { ...requirement!, evidence: ['chain-whole'], also: ['chain-whole'] },
          ],
        },
      ],
    });
    expect(result.ok ? [] : result.error).toEqual([
      'two rules are called `chain-whole`',
      `two frameworks are called \`${framework!.id}\``,
      'no requirement asks the rule `alone`',
      `${framework!.id}: \`A\` is there twice`,
      `${framework!.id}: \`A\` asks a rule that is not there: \`no-such-rule\``,
      `${framework!.id}: \`A\` has no evidence and does not say why`,
      `${framework!.id}: \`${requirement!.id}\` asks \`chain-whole\` twice`,
    ]);
  });
});
