import { describe, expect, it } from 'vitest';
import { nodeFileReader, readPackageAsset } from '../../src/platform/index.ts';
import { createFrontEndSources, parseCatalog, scan, type ScanOutcome } from '../../src/scan/index.ts';

const root = new URL('../../fixtures/sample-agents', import.meta.url).pathname;

async function scanSample(): Promise<ScanOutcome> {
  return await scan({
    files: nodeFileReader,
    root,
    operands: [root],
    catalog: parseCatalog(new TextDecoder().decode(readPackageAsset('dist/data/catalog.json'))),
    frontEnds: createFrontEndSources(() => ({
      runtime: readPackageAsset('dist/data/tree-sitter.wasm'),
      grammar: readPackageAsset('dist/data/tree-sitter-python.wasm'),
    })),
  });
}

/** Every AI call of the sample, written down by hand while it was written; nothing else is one: tests mock theirs. */
const CALLS = [
  'web/agents/draft-reply.ts anthropic.messages.stream: ungoverned',
  'web/agents/refunds.ts generateText: governed-elsewhere',
  'web/agents/triage.ts chain.invoke: ungoverned',
  'web/agents/warehouse.ts this.#client.callTool: ungoverned',
  'web/lib/complete.ts openai.chat.completions.create: ungoverned',
  'web/lib/models.ts fetch: ungoverned',
  'web/lib/search.ts openai.embeddings.create: ungoverned',
  'web/routes/chat.ts streamText: ungoverned',
  'web/routes/translate.ts client.responses.create: ungoverned',
  'worker/crews/research.py crew.kickoff: ungoverned',
  'worker/pricing.py httpx.post: ungoverned, suppressed',
  'worker/reports/labels.py self.structured.ainvoke: ungoverned',
  'worker/reports/order_desk.py agent.invoke: governed-elsewhere',
  'worker/reports/summary.py openai_client.chat.completions.create: ungoverned',
  'worker/reports/writer.py self.client.messages.create: ungoverned',
];

describe('the sample project', () => {
  it('has exactly the AI calls that its authors know of, in both languages', async () => {
    const outcome = await scanSample();
    const found = outcome.findings.map((finding) => {
      const suppressed = finding.suppression === undefined ? '' : ', suppressed';
      return `${finding.span.file} ${finding.call}: ${finding.governance.state}${suppressed}`;
    });
    expect(found).toEqual(CALLS);
    expect(outcome.findings.map(({ confidence }) => confidence)).toEqual(CALLS.map(() => 'resolved'));
    expect(outcome.diagnostics).toEqual([]);
  });

  it('gives the same result twice', async () => {
    expect(JSON.stringify(await scanSample())).toBe(JSON.stringify(await scanSample()));
  });
});
