import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ANSI,
  PLAIN,
  compactScan,
  githubScan,
  gitlabScan,
  jsonScan,
  junitScan,
  markdownScan,
  prettyScan,
  sarifScan,
} from '../../src/reporters/index.ts';
import { SCAN_CODES, type Finding, type Risk, type ScanOutcome } from '../../src/scan/index.ts';
import { fixture, scanFolder } from '../scan/driver/scanning.ts';

let outcome: ScanOutcome;
beforeAll(async () => {
  outcome = await scanFolder(fixture('helpdesk'));
});

const golden = (name: string): string => join(import.meta.dirname, 'golden', name);

describe('the pretty form', () => {
  it('shows ungoverned calls by file with their code, then the rest, then the counts', async () => {
    const text = prettyScan(outcome, {
      paint: PLAIN,
      sources: outcome.sources,
      showsTests: true,
      showsTrace: true,
    });
    await expect(text).toMatchFileSnapshot(golden('scan-pretty.txt'));
  });

  it('says the same in colour', () => {
    const look = { sources: outcome.sources };
    const painted = prettyScan(outcome, { ...look, paint: ANSI });
    expect(painted.replace(/\u001B\[\d+m/g, '')).toBe(prettyScan(outcome, { ...look, paint: PLAIN }));
  });

  it('lets neither a file name nor a reason move the cursor', () => {
    const wild = report(
      [finding('high', { sdk: 'evil\u001B[2J', call: 'a\r\nb.create' })],
      'desk/\u001B[31m.py',
    );
    for (const text of [prettyScan(wild, { paint: PLAIN }), compactScan(wild)]) {
      expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
    }
  });

  it('advises only gates that exist', () => {
    expect(prettyScan(report([finding('high')]), { paint: PLAIN })).not.toContain('help:');
    const gated = report([finding('high', { gates: ['`needsApproval` of the AI SDK'] })]);
    expect(prettyScan(gated, { paint: PLAIN })).toContain(
      'help: this SDK can decide before it acts: `needsApproval`',
    );
  });

  it('shows with the trace the calls that lead to a call', () => {
    const { span } = finding('high');
    const reached = report([finding('high', { reachedFrom: [{ text: 'ask(ticket)', span }] })]);
    expect(prettyScan(reached, { paint: PLAIN, showsTrace: true })).toContain(
      '= reached from: ask(ticket) at',
    );
    expect(prettyScan(reached, { paint: PLAIN })).not.toContain('reached from');
    expect(jsonScan(reached)).toContain('"reachedFrom"');
  });

  it('names ten files that were not read, and all of them when asked to say more', () => {
    const skipped = Array.from({ length: 12 }, (_, index) => ({ file: `m${index}.py`, why: 'binary' }));
    const many = { ...report([]), files: { considered: 12, read: 0, partlyRead: [], skipped, ignored: {} } };
    expect(prettyScan(many, { paint: PLAIN })).toContain('and 2 more (--verbose lists them)');
    expect(prettyScan(many, { paint: PLAIN, isVerbose: true })).toContain('m11.py: binary');
  });

  it('says that there is nothing', () => {
    expect(prettyScan(report([]), { paint: PLAIN })).toBe('no AI calls\n1 source file: 1 read\n');
  });
});

describe('a call that the baseline holds', () => {
  const known = report([finding('high'), finding('medium', { isBaselined: true })]);

  it('is counted and not listed where people read', () => {
    for (const text of [prettyScan(known, { paint: PLAIN }), compactScan(known)]) {
      expect(text).toContain('2 AI calls: 1 ungoverned (1 high), 1 in the baseline');
      expect(text.match(/client\.create/g)).toHaveLength(1);
    }
    expect(githubScan(known).trimEnd().split('\n')).toHaveLength(1);
  });

  it('is marked where machines read', () => {
    expect(JSON.parse(jsonScan(known))).toMatchObject({
      summary: { ungoverned: 1, baselined: 1 },
      findings: [{}, { isBaselined: true }],
    });
    const sarif = JSON.parse(
      sarifScan(known, { version: '0.1.0', codes: SCAN_CODES, sources: [] }),
    ) as unknown;
    expect(sarif).toMatchObject({
      runs: [{ results: [{ level: 'error' }, { level: 'warning', suppressions: [{ kind: 'external' }] }] }],
    });
  });
});

describe('the compact form', () => {
  it('has one line a finding and says what the pretty form says', async () => {
    await expect(compactScan(outcome, { showsTests: true, showsTrace: true })).toMatchFileSnapshot(
      golden('scan-compact.txt'),
    );
  });
});

describe('the GitHub form', () => {
  it('has one annotation for each ungoverned call and each thing said', async () => {
    await expect(githubScan(outcome)).toMatchFileSnapshot(golden('scan-github.txt'));
  });
});

describe('the GitLab form', () => {
  it('has an entry for each ungoverned call and each thing said, with a fingerprint of its own', async () => {
    const text = gitlabScan(outcome);
    await expect(text).toMatchFileSnapshot(golden('scan-gitlab.json'));
    const prints = (JSON.parse(text) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('is an empty list when there is nothing', () => {
    expect(gitlabScan(report([]))).toBe('[]\n');
  });
});

describe('the JUnit form', () => {
  it('fails a test case for each ungoverned call', async () => {
    const text = junitScan(outcome);
    expect(text).toContain('failures="4"');
    await expect(text).toMatchFileSnapshot(golden('scan-junit.xml'));
  });

  it('passes when there is nothing, and for what the baseline holds', () => {
    for (const findings of [[], [finding('high', { isBaselined: true })]]) {
      expect(junitScan(report(findings))).toContain('<testsuites tests="1" failures="0">');
    }
  });
});

describe('the Markdown form', () => {
  it('has the counts and a table of the ungoverned calls', async () => {
    await expect(markdownScan(outcome)).toMatchFileSnapshot(golden('scan-markdown.md'));
  });

  it('takes no markup, mention or table cell from the code', () => {
    const text = markdownScan(report([finding('high', { call: 'a|b`c`<img>.@team[x](y)' })]));
    expect(text).toContain('LLM call a\\|b\\`c\\`\\<img\\>.&#64;team\\[x\\]\\(y\\) |');
  });
});

describe('the JSON form', () => {
  const validate = new Ajv2020({ allErrors: true }).compile(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../specs/cli/scan.schema.json'), 'utf8')) as object,
  );

  it('is as its schema says', async () => {
    const text = jsonScan(outcome);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    await expect(text).toMatchFileSnapshot(golden('scan.json'));
  });

  it('lists governed calls and those in tests too', () => {
    const json = JSON.parse(jsonScan(outcome)) as { findings: unknown[]; summary: unknown };
    expect(json.findings).toHaveLength(outcome.findings.length);
    expect(json.summary).toEqual({
      calls: 8,
      ungoverned: 4,
      governed: 0,
      governedElsewhere: 1,
      suppressed: 2,
      baselined: 0,
      tests: 1,
      toolRisks: { ungoverned: 0, governed: 0, governedElsewhere: 0, suppressed: 0, baselined: 0, tests: 0 },
    });
  });
});

describe('the SARIF form', () => {
  const validate = sarifSchema();
  interface Sarif {
    runs: {
      tool: { driver: { rules: { id: string }[] } };
      invocations: {
        executionSuccessful: boolean;
        toolExecutionNotifications?: { message: { text: string } }[];
      }[];
      results: {
        ruleId: string;
        level: string;
        suppressions?: unknown[];
        partialFingerprints: Record<string, string>;
        locations: {
          physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> };
        }[];
      }[];
    }[];
  }
  const sarif = (from: ScanOutcome): Sarif => {
    const text = sarifScan(from, {
      version: '0.1.0',
      codes: SCAN_CODES,
      sources: from.sources,
      showsTrace: true,
    });
    const json = JSON.parse(text) as Sarif;
    validate(json);
    expect(validate.errors).toBeNull();
    return json;
  };

  it('is as the OASIS schema says', async () => {
    sarif(outcome);
    const pages = { AEG3001: '# AEG3001: a title\nThe first words.\n\n## Why\n```py\nx()\n```\n' };
    const text = sarifScan(outcome, { version: '0.1.0', codes: SCAN_CODES, sources: outcome.sources, pages });
    await expect(text).toMatchFileSnapshot(golden('scan.sarif'));
  });

  it('gives the ungoverned calls, suppressed ones marked so, and neither governed ones nor tests', () => {
    const results = sarif(outcome).runs[0]!.results.filter(({ ruleId }) => ruleId === 'AEG3001');
    expect(results.map(({ suppressions }) => suppressions?.length ?? 0)).toEqual([0, 0, 0, 0, 1, 1]);
  });

  it('counts columns in UTF-16 units', () => {
    const emoji = outcome.findings.find(({ span }) => span.start.line === 24)!;
    const result = sarif(outcome).runs[0]!.results.find(
      ({ partialFingerprints }) => partialFingerprints['aegisFinding/v1'] === emoji.fingerprint,
    )!;
    expect(result.locations[0]!.physicalLocation.region['startColumn']).toBe(emoji.span.start.column + 1);
  });

  it('gives each result its line hash and our own fingerprint', () => {
    for (const { partialFingerprints, ruleId } of sarif(outcome).runs[0]!.results) {
      expect(partialFingerprints['primaryLocationLineHash']).toMatch(/^[0-9a-f]+:\d+$/);
      if (ruleId === 'AEG3001') expect(partialFingerprints['aegisFinding/v1']).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it('puts the worst first and stops at 5,000, which it says', () => {
    const risks: Risk[] = ['low', 'critical', 'medium', 'high'];
    const many = report(Array.from({ length: 5_010 }, (_, index) => finding(risks[index % 4]!)));
    const [run] = sarif(many).runs;
    expect(run!.results).toHaveLength(5_000);
    expect([run!.results[0]!.level, run!.results.at(-1)!.level]).toEqual(['error', 'note']);
    expect(run!.invocations[0]!.toolExecutionNotifications!.at(-1)!.message.text).toBe(
      '10 more results were left out',
    );
  });

  it('escapes what a URI may not hold', () => {
    const [run] = sarif(report([finding('high')], 'desk/Grüße #1/a:b.py')).runs;
    expect(run!.results[0]!.locations[0]!.physicalLocation.artifactLocation.uri).toBe(
      'desk/Gr%C3%BC%C3%9Fe%20%231/a%3Ab.py',
    );
  });

  it('says that an interrupted scan did not succeed', () => {
    expect(sarif({ ...report([]), interrupted: true }).runs[0]!.invocations[0]!.executionSuccessful).toBe(
      false,
    );
  });
});

/** The schema is of draft 4, of which the validator only minds the old name of `$id`. */
function sarifSchema(): ValidateFunction {
  const file = join(import.meta.dirname, 'sarif/sarif-2.1.0-rtm.5.json');
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const isUri = (text: string): boolean =>
    /^[\w.~:/?#[\]@!$&'()*+,;=%-]*$/.test(text) && URL.canParse(text, 'file:///');
  const formats = { uri: isUri, 'uri-reference': isUri, 'date-time': true } as const;
  return new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats }).compile(schema);
}

function finding(risk: Risk, more: Partial<Finding> = {}): Finding {
  const start = { line: 1, column: 1, offset: 0 };
  return {
    code: 'AEG3001',
    span: { file: '', start, end: { line: 1, column: 5, offset: 4 } },
    call: 'client.create',
    sdk: 'openai',
    language: 'python',
    kind: 'llm_call',
    risk,
    confidence: 'resolved',
    governance: { state: 'ungoverned' },
    trace: [],
    gates: [],
    fingerprint: '0'.repeat(32),
    ...more,
  };
}

function report(findings: readonly Finding[], file = 'desk/reply.py'): ScanOutcome {
  return {
    findings: findings.map((one) => ({ ...one, span: { ...one.span, file } })),
    toolRisks: [],
    diagnostics: [],
    files: { considered: 1, read: 1, partlyRead: [], skipped: [], ignored: {} },
    folders: [],
    sources: [],
    baseline: { stale: [], next: [] },
  };
}
