import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ANALYSIS_CODES,
  analyzePolicy,
  findingDiagnostics,
  type AnalysisOptions,
} from '../../src/analysis/index.ts';
import { policyIn } from '../policy/loading.ts';

/** What a page can only show when it is asked for, or with less than the usual budget. */
const OPTIONS: Readonly<Record<string, AnalysisOptions>> = {
  AEG2006: { isOrderAsked: true },
  AEG2012: { limits: { perQuestion: 60, perCommand: 1_000_000 } },
};

describe('every page of a code of the analysis', () => {
  test.each(Object.keys(ANALYSIS_CODES))('%s shows what to avoid and to prefer', (code) => {
    const page = readFileSync(new URL(`../../docs/codes/${code}.md`, import.meta.url), 'utf8');
    expect(new Set(codesIn(blockAfter(page, 'Avoid'), OPTIONS[code]))).toEqual(new Set([code]));
    expect(codesIn(blockAfter(page, 'Prefer'), OPTIONS[code])).toEqual([]);
  });
});

function blockAfter(page: string, heading: string): string {
  return new RegExp(`^## ${heading}\\n\\n\`\`\`yaml\\n([^]*?)\`\`\``, 'm').exec(page)?.[1] ?? '';
}

function codesIn(text: string, options: AnalysisOptions = {}): readonly string[] {
  const loaded = policyIn(text);
  const { findings } = analyzePolicy(loaded.policy, options);
  return findingDiagnostics(findings, loaded).map(({ code }) => code);
}
