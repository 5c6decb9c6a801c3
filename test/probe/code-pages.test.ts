import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeOf, PROBE_CODES, probePolicy } from '../../src/probe/index.ts';
import { policyIn } from '../policy/loading.ts';

describe('every page of a code of the probe', () => {
  test.each(Object.keys(PROBE_CODES))('%s shows what to avoid and to prefer', { timeout: 60_000 }, (code) => {
    const page = readFileSync(new URL(`../../docs/codes/${code}.md`, import.meta.url), 'utf8');
    expect(codesIn(blockAfter(page, 'Avoid'))).toContain(code);
    expect(codesIn(blockAfter(page, 'Prefer'))).not.toContain(code);
  });
});

function blockAfter(page: string, heading: string): string {
  return new RegExp(`^## ${heading}\\n\\n\`\`\`yaml\\n([^]*?)\`\`\``, 'm').exec(page)?.[1] ?? '';
}

/** What gets through; that something relies on approval is another thing. */
function codesIn(text: string): readonly string[] {
  return probePolicy(policyIn(text).policy, { runs: 600 })
    .findings.filter(({ reliesOnApproval }) => !reliesOnApproval)
    .map(({ category }) => codeOf(category));
}
