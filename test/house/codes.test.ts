import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { AUDIT_CODES } from '../../src/audit/index.ts';
import { ANALYSIS_CODES } from '../../src/analysis/index.ts';
import { AUTOPOLICY_CODES } from '../../src/autopolicy/index.ts';
import { CLI_CODES } from '../../src/cli/codes.ts';
import { COMPLIANCE_CODES } from '../../src/compliance/index.ts';
import { CONFIG_CODES } from '../../src/config/index.ts';
import { ACTION_CODES } from '../../src/decision/index.ts';
import { HOOK_CODES } from '../../src/hooks/index.ts';
import { POLICY_CODES } from '../../src/policy/index.ts';
import { POLICYTEST_CODES } from '../../src/policytest/index.ts';
import { PROBE_CODES } from '../../src/probe/index.ts';
import { SCAN_CODES } from '../../src/scan/index.ts';
import { SCORE_CODES } from '../../src/score/index.ts';

const PAGES = new URL('../../docs/codes/', import.meta.url).pathname;
const TABLES = {
  POLICY_CODES,
  ANALYSIS_CODES,
  ACTION_CODES,
  POLICYTEST_CODES,
  PROBE_CODES,
  AUTOPOLICY_CODES,
  SCAN_CODES,
  AUDIT_CODES,
  COMPLIANCE_CODES,
  HOOK_CODES,
  SCORE_CODES,
  CONFIG_CODES,
  CLI_CODES,
};
const DECLARED = Object.entries(TABLES).flatMap(([table, codes]) =>
  Object.entries(codes).map(([code, info]) => ({ table, code, title: info.title })),
);

describe('diagnostic codes', () => {
  test.each(DECLARED.map(({ code, title }) => [code, title]))(
    '%s has a page whose heading is its title',
    (code, title) => {
      const page = readFileSync(`${PAGES}${code}.md`, 'utf8');
      expect(page.split('\n')[0]).toBe(`# ${code}: ${title}`);
      expect(page).toMatch(/^## Why\n+[^\s#]/m);
      expect(page).toMatch(/^## Configuration\n+[^\s#]/m);
    },
  );

  test('every page has a code', () => {
    const codes = new Set(DECLARED.map(({ code }) => `${code}.md`));
    expect(readdirSync(PAGES).filter((file) => !codes.has(file))).toEqual([]);
  });

  test('no code is given out twice', () => {
    const codes = DECLARED.map(({ code }) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  test.each(DECLARED.map(({ code, title }) => [code, title]))(
    '%s is AEG and four digits, its title is no sentence',
    (code, title) => {
      expect(code).toMatch(/^AEG\d{4}$/);
      expect(title).not.toMatch(/[.!]$/);
    },
  );
});
