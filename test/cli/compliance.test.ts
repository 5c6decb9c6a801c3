import { copyFileSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { newKeyPair, readPrivateKey, type UnloggedEvent } from '../../src/audit/index.ts';
import { nodeCryptography } from '../../src/platform/index.ts';
import { DESK_POLICY, deskPolicyHash, KEPT_POLICY, weekOfSupport } from '../compliance/week-of-support.ts';
import { DRIVERS, freshPath, readerAt, writerAt } from '../store/drivers.ts';
import { runAegis } from './run-aegis.ts';

const driver = DRIVERS[0]!;
const keys = newKeyPair(nodeCryptography);
const SCRIPT = '<script>alert("x")</script>| `a`\n\u001b[31m';

function logOf(events: readonly UnloggedEvent[], signed = false): string {
  const path = freshPath();
  const writer = writerAt(path, driver);
  writer.keepPolicy(KEPT_POLICY.hash, KEPT_POLICY.text);
  if (events.length > 0) writer.append(events);
  if (signed) writer.checkpoint(readPrivateKey(keys.privateKey)!);
  writer.close();
  return path;
}

/** A copy of a log after somebody with a database tool was at it. */
function tampered(path: string): string {
  const copy = freshPath();
  copyFileSync(path, copy);
  const connection = driver.open(copy, 'write');
  for (const { name } of connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
    connection.execute(`DROP TRIGGER ${String(name)}`);
  connection.execute(`UPDATE audit_log SET event = replace(event, '"denied"', '"approved"') WHERE id = 118`);
  connection.close();
  return copy;
}

const keepsTo = (name: string) => {
  const url = new URL(`../../specs/cli/${name}.schema.json`, import.meta.url);
  return new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(
    JSON.parse(readFileSync(url, 'utf8')) as object,
  );
};

let week = '';
let empty = '';
let changed = '';
beforeAll(() => {
  week = logOf(weekOfSupport(), true);
  empty = logOf([]);
  changed = tampered(week);
});

interface Rule {
  readonly id: string;
  readonly outcome: string;
  readonly says: string;
  readonly passesWhen: string;
  readonly support: { readonly entries: readonly { readonly id: number; readonly hash: string }[] };
}
interface Report {
  readonly score: number | null;
  readonly grade: string | null;
  readonly notJudgedPercent: number;
  readonly log: { readonly problems: readonly string[]; readonly period: Readonly<Record<string, unknown>> };
  readonly controls: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly beyond: string | null;
    readonly rules: readonly Rule[];
  }[];
}

async function compliance(argv: readonly string[], world: Parameters<typeof runAegis>[1] = {}) {
  const ran = await runAegis(['compliance', ...argv, '--format', 'json'], world);
  const report = JSON.parse(ran.stdout) as Report;
  const keeps = keepsTo('compliance');
  expect(keeps(report), JSON.stringify(keeps.errors)).toBe(true);
  return {
    ...ran,
    report,
    rule: (id: string) => report.controls.flatMap(({ rules }) => rules).find((one) => one.id === id)!,
  };
}

describe('aegis compliance', () => {
  test.each(['soc2', 'gdpr', 'hipaa', 'governance'])(
    '%s: says how each control stands, by which rule',
    async (type) => {
      const { report, exitCode } = await compliance(['--type', type, '--db', week]);
      expect(exitCode).toBe(report.controls.some(({ outcome }) => outcome === 'fail') ? 1 : 0);
      const passing = report.controls.filter(({ outcome }) => outcome === 'pass').length;
      const failing = report.controls.filter(({ outcome }) => outcome === 'fail').length;
      expect(passing).toBeGreaterThan(0);
      expect(report.score).toBe(failing === 0 ? 100 : Math.round((passing / (passing + failing)) * 100));
      const reader = readerAt(week, driver);
      for (const { id, hash } of report.controls.flatMap(({ rules }) =>
        rules.flatMap(({ support }) => support.entries),
      ))
        expect(reader.entry(id)?.hash).toBe(hash);
      reader.close();
      const pretty = await runAegis(['compliance', '--type', type, '--db', week]);
      for (const { passesWhen } of report.controls.flatMap(({ rules }) => rules))
        expect(pretty.stdout).toContain(passesWhen);
      expect(pretty.stdout).toContain(`${report.notJudgedPercent} % of`);
      for (const { beyond } of report.controls) if (beyond !== null) expect(pretty.stdout).toContain(beyond);
    },
  );

  test.each(['soc2', 'gdpr', 'hipaa', 'governance'])(
    '%s: an empty log passes nothing and fails nothing',
    async (type) => {
      const { report, exitCode } = await compliance(['--type', type, '--db', empty]);
      expect(exitCode).toBe(0);
      expect(report).toMatchObject({ score: null, grade: null, notJudgedPercent: 100 });
      expect(report.controls.every(({ outcome }) => outcome === 'no evidence')).toBe(true);
      expect(
        (await runAegis(['compliance', '--type', type, '--db', empty, '--fail-on', 'no-evidence'])).exitCode,
      ).toBe(1);
    },
  );

  test('a log that was changed shows nothing, and it is said which entry', async () => {
    const { report, exitCode } = await compliance(['--type', 'soc2', '--db', changed]);
    expect(exitCode).toBe(1);
    expect(report.score).toBe(0);
    expect(report.grade).toBe('F');
    expect(report.log.problems).toEqual(['entry 118 was edited: its event is not the one that was written']);
    const pretty = await runAegis(['compliance', '--type', 'soc2', '--db', changed]);
    expect(pretty.stdout).toContain('CHANGED: entry 118 was edited');
    expect((await runAegis(['compliance', '--db', changed, '--fail-on', 'none'])).exitCode).toBe(0);
  });

  test('the end that was cut off is found with a checkpoint that was kept elsewhere', async () => {
    const reader = readerAt(week, driver);
    const [note] = reader.checkpoints();
    reader.close();
    const short = logOf(weekOfSupport({ tickets: 30 }));
    const files = { 'kept.txt': note!, 'key.pub': keys.publicKey };
    const { report } = await compliance(['--db', short, '--checkpoint', 'kept.txt', '--key', 'key.pub'], {
      files,
    });
    expect(report.log.problems[0]).toContain('is of another log');
    const whole = await compliance(['--db', week, '--checkpoint', 'kept.txt', '--key', 'key.pub'], { files });
    expect(whole.rule('checkpoint-signed')).toMatchObject({ outcome: 'pass' });
    expect(whole.rule('checkpoint-signed').says).toContain('signed by the key');
  });

  test('a policy is judged by proof, and must be the one in force', async () => {
    const path = logOf(weekOfSupport({ policyHash: deskPolicyHash() }));
    const files = { 'policy.yaml': DESK_POLICY };
    const { rule } = await compliance(['--db', path], { files });
    expect(rule('destructive-held')).toMatchObject({
      outcome: 'pass',
      says: 'proved for every action there can be',
    });
    expect(rule('policy-in-force').outcome).toBe('pass');
    expect(rule('policies-kept').outcome).toBe('fail');
    const loose = {
      'policy.yaml': DESK_POLICY.replace('approval: block', 'approval: auto').replace(/invariants:[^]*/, ''),
    };
    const found = await compliance(['--db', path], { files: loose });
    expect(found.exitCode).toBe(1);
    expect(found.rule('destructive-held')).toMatchObject({
      outcome: 'fail',
      says: 'an action runs by `no_deletion`',
    });
    expect(found.rule('policy-in-force').outcome).toBe('fail');
  });

  test('only the period counts, and a day is counted back from its end', async () => {
    const { report, rule } = await compliance([
      '--db',
      week,
      '--days',
      '1',
      '--until',
      '2026-03-04T00:00:00Z',
    ]);
    expect(report.log.period).toMatchObject({
      since: '2026-03-03T00:00:00.000000Z',
      until: '2026-03-04T00:00:00.000000Z',
      first: '2026-03-03T08:00:00.000000Z',
    });
    expect(rule('approvals-answered').says).toBe('4 of 4');
    const now = Date.UTC(2026, 2, 9);
    expect((await compliance(['--db', week, '--days', '1'], { now })).report.score).toBe(null);
    expect((await compliance(['--db', week, '--days', '7'], { now })).report.score).not.toBe(null);
  });

  test('history that was imported is no chained evidence', async () => {
    const old = weekOfSupport({ tickets: 2 }).map((event) => ({
      ...event,
      extensions: { 'aegis.import': { chained: false } },
    }));
    const { rule } = await compliance(['--type', 'hipaa', '--db', logOf(old)]);
    expect(rule('decisions-chained')).toMatchObject({ outcome: 'fail' });
    expect(rule('period-covered')).toMatchObject({ outcome: 'fail' });
    expect(rule('clock-forward')).toMatchObject({ outcome: 'pass' });
  });

  test('a clock that went back is found, and the entry is named', async () => {
    const [first, ...rest] = weekOfSupport({ tickets: 2 });
    const { rule } = await compliance([
      '--type',
      'soc2',
      '--db',
      logOf([...rest, { ...first!, timestamp: '2026-03-01T00:00:00.000000Z' }]),
    ]);
    expect(rule('clock-forward')).toMatchObject({ outcome: 'fail', against: { total: 1 } });
  });

  test('--min-score and --fail-on gate', async () => {
    const silent = logOf(weekOfSupport({ answer: () => undefined }));
    expect((await runAegis(['compliance', '--db', silent])).exitCode).toBe(1);
    const low = await runAegis(['compliance', '--db', silent, '--fail-on', 'none', '--min-score', '99']);
    expect(low.exitCode).toBe(1);
    expect(low.stderr).toMatch(/the score \d+ is below --min-score 99/);
    expect(
      (await runAegis(['compliance', '--db', silent, '--fail-on', 'none', '--min-score', '1'])).exitCode,
    ).toBe(0);
  });

  test.each<[readonly string[], string]>([
    [['--db', 'gone.db'], 'error[AEG4010]: there is no audit log `gone.db`'],
    [['--db', 'x', '--type', 'soc3'], 'error[AEG9003]'],
    [['--db', 'x', '--days', '0'], 'error[AEG9003]: `0` is no value for --days'],
    [['--db', 'x', '--days', '3', '--since', '7d'], 'error[AEG9006]'],
    [['--db', 'x', '--since', '2026-03-02T00:00:00Z', '--until', '2026-03-01T00:00:00Z'], 'error[AEG5003]'],
    [['--db', 'x', '--since', 'soon'], 'error[AEG9031]'],
    [['--db', 'x', '--policy', 'gone.yaml'], 'error[AEG9010]'],
    [['--db', 'x', '--policy', 'wrong.yaml'], 'error[AEG1'],
    [['--db', 'x', '--key', 'wrong.yaml'], 'error[AEG4030]'],
  ])('cannot do %j', async (argv, says) => {
    const ran = await runAegis(['compliance', ...argv], { files: { 'wrong.yaml': 'rules: 3\n' } });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(says);
  });

  test('without evidence there is no score to hold against --min-score', async () => {
    const ran = await runAegis(['compliance', '--db', empty, '--min-score', '50']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG5004]');
  });

  test.each(['pretty', 'json', 'markdown', 'html'])(
    '%s is the same every time and has no raw text of others',
    async (format) => {
      const hostile = weekOfSupport({ tickets: 4, agents: [SCRIPT], answer: () => undefined }).map((event) =>
        event.decision === undefined ? event : { ...event, action: { ...event.action!, target: SCRIPT } },
      );
      const path = logOf(hostile);
      const argv = ['compliance', '--type', 'soc2', '--db', path, '--format', format];
      const [one, two] = [await runAegis(argv), await runAegis(argv, { now: 0 })];
      expect(one.stdout).toBe(two.stdout);
      expect(one.stdout).not.toContain('\u001b');
      if (format !== 'json') expect(one.stdout).not.toContain('<script');
    },
  );

  test('is written into files, several formats at once', async () => {
    const ran = await runAegis([
      'compliance',
      '--db',
      week,
      '--format',
      'html=r.html',
      '--format',
      'markdown=r.md',
      '--format',
      'json',
    ]);
    expect(ran.machine.written.get('/work/r.html')).toContain('<!doctype html>');
    expect(ran.machine.written.get('/work/r.md')).toContain('# Compliance');
    expect(JSON.parse(ran.stdout)).toMatchObject({ schemaVersion: 1 });
  });
});

const SCAN = {
  schemaVersion: 1,
  isComplete: true,
  findings: [
    {
      call: 'client.create',
      place: { file: 'src/a.ts', start: { line: 3 } },
      governance: { state: 'governed' },
    },
    { call: 'ask', place: { file: 'src/b.ts', start: { line: 9 } }, governance: { state: 'ungoverned' } },
    { call: 'ask', place: { file: 'test/b.ts', start: { line: 1 } }, governance: { state: 'test' } },
  ],
  toolRisks: [],
  files: { considered: 4, partlyRead: [], skipped: [] },
};

interface Gaps {
  readonly frameworks: readonly {
    readonly framework: { readonly id: string };
    readonly counts: Readonly<Record<string, number>>;
    readonly requirements: readonly {
      readonly id: string;
      readonly status: string;
      readonly because: readonly string[];
      readonly next: readonly string[];
    }[];
  }[];
}

async function regulatory(argv: readonly string[], world: Parameters<typeof runAegis>[1] = {}) {
  const ran = await runAegis(['regulatory', ...argv, '--format', 'json'], world);
  const report = JSON.parse(ran.stdout) as Gaps;
  const keeps = keepsTo('regulatory');
  expect(keeps(report), JSON.stringify(keeps.errors)).toBe(true);
  const all = report.frameworks.flatMap(({ requirements }) => requirements);
  return { ...ran, report, requirement: (id: string) => all.find((one) => one.id === id)! };
}

describe('aegis regulatory', () => {
  const files = { 'policy.yaml': DESK_POLICY, 'scan.json': JSON.stringify(SCAN) };

  test('with nothing given nothing is met, and every next step says what to give', async () => {
    const { report, exitCode } = await regulatory([]);
    expect(exitCode).toBe(0);
    expect(report.frameworks.map(({ framework }) => framework.id)).toEqual([
      'eu-ai-act',
      'nist-ai-rmf',
      'soc2',
      'iso-42001',
      'owasp-agentic',
      'owasp-llm',
    ]);
    for (const { counts } of report.frameworks) expect(counts).toMatchObject({ met: 0, partly: 0, gap: 0 });
  });

  test('destructive actions that provably never run meet ASI02; a witness makes it a gap', async () => {
    const argv = ['--framework', 'owasp-agentic', '--policy', 'policy.yaml'];
    const { requirement, exitCode } = await regulatory(argv, { files });
    expect(requirement('ASI02').status).toBe('met');
    expect(requirement('ASI03').status).toBe('partly');
    expect(requirement('ASI06')).toMatchObject({ status: 'not assessable' });
    expect(exitCode).toBe(0);
    const open =
      'version: "1"\ndefaults: { approval: auto }\nrules:\n  - match: { type: wave }\n    approval: auto\n';
    const found = await regulatory(argv, { files: { 'policy.yaml': open } });
    expect(found.exitCode).toBe(1);
    expect(found.requirement('ASI02').status).toBe('gap');
    const pretty = await runAegis(['regulatory', ...argv], { files: { 'policy.yaml': open } });
    expect(pretty.stdout).toMatch(/GAP {5}ASI02/);
    expect(pretty.stdout).toContain('an action runs by `the defaults`');
  });

  test('a verified log meets record-keeping, and human oversight partly: only people show the rest', async () => {
    const { requirement, report } = await regulatory(['--framework', 'eu-ai-act', '--db', week], { files });
    expect(requirement('Article 12')).toMatchObject({ status: 'met', because: [], next: [] });
    expect(requirement('Article 14').status).toBe('partly');
    expect(requirement('Article 19').status).toBe('partly');
    expect(requirement('Article 4').status).toBe('not assessable');
    expect(JSON.stringify(report)).toContain('2027-12-02');
    const broken = await regulatory(['--framework', 'eu-ai-act', '--db', changed], { files });
    expect(broken.requirement('Article 12').status).toBe('gap');
    expect(broken.exitCode).toBe(1);
  });

  test('what the code shows is taken from a scan report', async () => {
    const { requirement } = await regulatory(['--scan-report', 'scan.json'], {
      files: { 'scan.json': files['scan.json'] },
    });
    expect(requirement('ASI04')).toMatchObject({ status: 'partly' });
    expect(requirement('ASI04').because[0]).toContain('1 of 2 calls (50 %)');
  });

  test.each([
    ['gone.json', 'error[AEG9010]'],
    ['text', 'error[AEG5002]: `text` is not a scan report'],
    ['sarif', 'error[AEG5002]'],
  ])('does not take %s for a scan report', async (name, says) => {
    const ran = await runAegis(['regulatory', '--scan-report', name], {
      files: { text: 'hello', sarif: '{"version":"2.1.0"}' },
    });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(says);
  });

  test('a log that was named must be there', async () => {
    const ran = await runAegis(['regulatory', '--db', 'gone.db']);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain('error[AEG4010]');
  });

  test('--fail-on partly gates on what is partly met', async () => {
    const argv = ['regulatory', '--framework', 'owasp-agentic', '--policy', 'policy.yaml', '--fail-on'];
    expect((await runAegis([...argv, 'partly'], { files })).exitCode).toBe(1);
    expect((await runAegis([...argv, 'none'], { files })).exitCode).toBe(0);
  });

  test('every requirement is in every format', async () => {
    const { report } = await regulatory(['--db', week], { files });
    const ids = report.frameworks.flatMap(({ requirements }) => requirements.map(({ id }) => id));
    for (const format of ['pretty', 'markdown', 'html']) {
      const ran = await runAegis(['regulatory', '--db', week, '--format', format, '--fail-on', 'none'], {
        files,
      });
      for (const id of ids) expect(ran.stdout.replaceAll('\\', ''), `${id} in ${format}`).toContain(id);
    }
  });
});

describe('aegis audit evidence', () => {
  test('lists the entries of every control once, with hash, rule and verdict', async () => {
    const ran = await runAegis(['audit', 'evidence', 'soc2', '--db', week]);
    const document = JSON.parse(ran.stdout) as {
      readonly entries: readonly { readonly id: number; readonly hash: string }[];
      readonly controls: readonly {
        readonly rules: readonly { readonly support: { readonly entries: readonly number[] } }[];
      }[];
    };
    const keeps = keepsTo('audit-evidence');
    expect(keeps(document), JSON.stringify(keeps.errors)).toBe(true);
    expect(ran.exitCode).toBe(0);
    const numbers = document.entries.map(({ id }) => id);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    for (const { support } of document.controls.flatMap(({ rules }) => rules))
      for (const id of support.entries) expect(numbers).toContain(id);
    const reader = readerAt(week, driver);
    for (const { id, hash } of document.entries) expect(reader.entry(id)?.hash).toBe(hash);
    reader.close();
    const short = await runAegis(['audit', '--evidence', 'soc2', '--db', week]);
    expect(short.stdout).toBe(ran.stdout);
  });

  test('as Markdown says what it does not show, and how many entries are left out', async () => {
    const ran = await runAegis([
      'audit',
      'evidence',
      'gdpr',
      '--db',
      week,
      '--format',
      'markdown',
      '--limit',
      '3',
    ]);
    expect(ran.stdout).toContain('## Not shown');
    expect(ran.stdout).toMatch(/ and \d+ more \(`--limit`\)/);
    expect(ran.stdout).toContain('## Article 32');
  });

  test('of a log that was changed says so and exits 1', async () => {
    const ran = await runAegis(['audit', 'evidence', 'soc2', '--db', changed]);
    expect(ran.exitCode).toBe(1);
    expect(ran.stdout).toContain('entry 118 was edited');
    expect((JSON.parse(ran.stdout) as { entries: unknown[] }).entries).toEqual([]);
  });

  test.each<[readonly string[], string]>([
    [['soc3'], 'did you mean `soc2`?'],
    [['soc2', '--limit', '0'], 'error[AEG9003]'],
    [[], 'error[AEG9004]'],
  ])('cannot do %j', async (argv, says) => {
    const ran = await runAegis(['audit', 'evidence', ...argv, '--db', week]);
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toContain(says);
  });
});
