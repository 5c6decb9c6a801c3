import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  compactScan,
  githubScan,
  gitlabScan,
  jsonScan,
  junitScan,
  markdownScan,
  PLAIN,
  prettyScan,
  sarifScan,
} from '../../src/reporters/index.ts';
import { SCAN_CODES, type ScanOutcome } from '../../src/scan/index.ts';
import { scanTexts } from '../scan/driver/scanning.ts';

const TEXT = `import subprocess
from agents import function_tool

@function_tool
def run(command: str):
    subprocess.run(command, shell=True)
    # aegis-ignore AEG3020: the report asks for it
    subprocess.run(command, shell=True)
    return open(command).read()
`;

let outcome: ScanOutcome;
beforeAll(async () => {
  outcome = await scanTexts({ 'desk.py': TEXT });
});

describe('what a tool does with its arguments', () => {
  it('is told beside the AI calls, with what to do about it', () => {
    const text = prettyScan(outcome, { paint: PLAIN, sources: outcome.sources });
    expect(text).toContain(
      'error[AEG3020]: tool `run` lets its argument `command` decide a shell command in `subprocess.run`',
    );
    expect(text).toContain('= help: ask a person before it runs');
    expect(text).toContain(
      'warning[AEG3024]: tool `run` reads the file that its argument `command` names in `open`',
    );
    expect(text).toContain('suppressed (1)');
    expect(text).toContain('no AI calls\n3 tool risks: 2 ungoverned (1 critical, 1 medium), 1 suppressed');
    expect(text).toContain('explain: aegis explain AEG3020');
  });

  it('is in every form', () => {
    for (const text of [compactScan(outcome), githubScan(outcome), gitlabScan(outcome), junitScan(outcome)]) {
      expect(text).toContain('AEG3020');
      expect(text).toContain('AEG3024');
    }
    expect(markdownScan(outcome)).toContain('| Tool risk | Call | Place | Risk |');
  });

  it('is as the schema of the JSON form says', () => {
    const schema: object = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../specs/cli/scan.schema.json'), 'utf8'),
    ) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const json = JSON.parse(jsonScan(outcome)) as { toolRisks: { argument: string }[] };
    validate(json);
    expect(validate.errors).toBeNull();
    expect(json.toolRisks.map(({ argument }) => argument)).toEqual(['command', 'command', 'command']);
  });

  it('is a rule of its own in the SARIF form, the worst first', () => {
    const text = sarifScan(outcome, { version: '0.1.0', codes: SCAN_CODES, sources: outcome.sources });
    const { runs } = JSON.parse(text) as { runs: { results: { ruleId: string; level: string }[] }[] };
    expect(runs[0]?.results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
      'AEG3020 error',
      'AEG3024 warning',
      'AEG3020 error',
    ]);
  });
});
