import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffPolicies } from '../../src/analysis/index.ts';
import { generatePolicy } from '../../src/autopolicy/index.ts';
import type { Policy } from '../../src/model/index.ts';
import { formatDocument, readDocument } from '../../src/policy/index.ts';
import { decideLine, isLooser } from './rows.ts';

/** Sentences that mean something alone, made from the grammar. */
const verb = fc.constantFrom('deletes', 'deploys', 'exports', 'refunds', 'restarts', 'reads');
const where = fc.constantFrom('', ' on production', ' in staging', ' on weekends', ' for support bots');
const prohibition = fc.tuple(verb, where).map(([what, at]) => `block ${what}${at}`);
const permission = fc.tuple(verb, where).map(([what, at]) => `allow ${what}${at}`);
const question = fc.tuple(verb, where).map(([what, at]) => `require approval for ${what}${at}`);
const sentences = fc.array(fc.oneof(prohibition, permission, question), { minLength: 1, maxLength: 3 });

const SAMPLES = ['delete_x', 'deploy_y', 'export_z', 'refund_order', 'restart_w', 'read_q'].flatMap((type) =>
  ['', '@prod', '@staging', '@crm'].flatMap((target) =>
    ['', ' by=support_bot', ' at=sat-12:00', ' by=x at=mon-12:00'].map((rest) => type + target + rest),
  ),
);

function policyOf(lines: readonly string[]): Policy | undefined {
  const made = generatePolicy(lines.join('. '), { zones: [], allowPartial: true });
  return made.ok ? made.value.loaded.policy : undefined;
}

describe('laws of policies from sentences', { timeout: 300_000 }, () => {
  test('adding a prohibition loosens no decision', () => {
    fc.assert(
      fc.property(sentences, prohibition, (lines, more) => {
        const [before, after] = [policyOf(lines), policyOf([...lines, more])];
        if (before === undefined || after === undefined) return;
        for (const line of SAMPLES) {
          expect([
            line,
            isLooser(decideLine(after, line).approval, decideLine(before, line).approval),
          ]).toEqual([line, false]);
        }
        const { changes } = diffPolicies(before, after);
        expect(changes.filter(({ kind }) => kind === 'loosened')).toEqual([]);
      }),
      { numRuns: 6, seed: 7 },
    );
  });

  test('the order of independent sentences changes nothing', () => {
    fc.assert(
      fc.property(sentences, (lines) => {
        const [one, other] = [policyOf(lines), policyOf(lines.toReversed())];
        expect(one === undefined).toBe(other === undefined);
        if (one === undefined || other === undefined) return;
        expect(diffPolicies(one, other).equivalence).toBe('proved');
      }),
      { numRuns: 12, seed: 7 },
    );
  });

  test('the text of a policy is in canonical layout', () => {
    fc.assert(
      fc.property(sentences, (lines) => {
        const made = generatePolicy(lines.join('. '), { zones: [], allowPartial: true });
        if (!made.ok) return;
        const { text } = made.value.loaded.source;
        const document = readDocument('policy.yaml', new TextEncoder().encode(text));
        expect(document.ok && formatDocument(document.value)).toBe(text);
      }),
      { numRuns: 12, seed: 7 },
    );
  });
});
