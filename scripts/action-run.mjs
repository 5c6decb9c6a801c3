/**
 * Second step of the GitHub Action: runs one command, shows findings as annotations and in the summary of the job, sets
 * the outputs, and in a pull request says what it loosens. What to do comes in through the environment (see action.yml).
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loosenings, missingBase, policyFile } from './action-compare.mjs';

const COMMANDS = ['scan', 'score', 'validate', 'test', 'diff', 'probe'];

const given = (name) => (process.env[`INPUT_${name}`] ?? '').trim();
const temp = join(process.env.RUNNER_TEMP ?? '/tmp', 'aegis-action');
const reports = join(temp, 'reports');
const folder = resolve(process.env.GITHUB_WORKSPACE ?? '.', given('WORKING_DIRECTORY') || '.');
const binary = join(temp, 'node_modules/agent-aegis/bin/aegis.js');

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

function main() {
  const command = given('COMMAND');
  if (!COMMANDS.includes(command)) return refuse(`\`command\` is one of ${COMMANDS.join(', ')}`);
  const exitCode = RUN[command]();
  const found = isPullRequest() ? sayLoosenings() : [];
  const isLoosened = found.length > 0 && given('FAIL_ON_LOOSENED') === 'true';
  return exitCode === 0 && isLoosened ? 1 : exitCode;
}

/** What each command does; answers its exit code. */
const RUN = {
  scan: () => {
    const exitCode = aegis([
      'scan',
      ...option('fail-on', given('FAIL_ON')),
      ...sarif(),
      '--format=github',
      `--format=markdown=${report('scan.md')}`,
      `--format=json=${report('scan.json')}`,
      ...operands(),
    ]);
    const scan = json('scan.json');
    summarise(text('scan.md'));
    output('ungoverned-count', scan?.summary.ungoverned ?? '');
    if (scan !== undefined) score([], true);
    return exitCode;
  },
  score: () => {
    const exitCode = score([...option('min-score', given('MIN_SCORE'))], false);
    const coverage = json('score.json')?.parts.find(({ name }) => name === 'coverage');
    const rows = coverage?.rows ?? [];
    output(
      'ungoverned-count',
      rows.reduce((sum, { calls, governed }) => sum + calls - governed, 0),
    );
    return exitCode;
  },
  validate: () => {
    const exitCode = aegis([
      'validate',
      ...option('fail-on', given('FAIL_ON')),
      ...sarif(),
      '--format=github',
      ...operands(),
    ]);
    summarise(
      `## Aegis validate\n\n${exitCode === 0 ? 'The policy is right.' : 'The policy has problems.'}\n`,
    );
    return exitCode;
  },
  test: () => {
    const formats = ['--format=github', `--format=json=${report('test.json')}`];
    const exitCode = aegis(['test', ...option('fail-on', given('FAIL_ON')), ...formats, ...operands()]);
    summarise(
      `## Aegis test\n\n${exitCode === 0 ? 'The policy decides as its tests expect.' : 'Some tests fail.'}\n`,
    );
    return exitCode;
  },
  diff: () => {
    const compared = comparedPolicies();
    if (compared === undefined) return 2;
    const exitCode = aegis([
      'diff',
      ...option('fail-on', given('FAIL_ON') || 'loosened'),
      '--format=github',
      `--format=markdown=${report('diff.md')}`,
      ...compared,
    ]);
    summarise(text('diff.md'));
    return exitCode;
  },
  probe: () => {
    const exitCode = aegis([
      'probe',
      ...option('fail-on', given('FAIL_ON')),
      ...option('min-score', given('MIN_SCORE')),
      ...sarif(),
      '--format=github',
      `--format=markdown=${report('probe.md')}`,
      ...operands(),
    ]);
    summarise(text('probe.md'));
    return exitCode;
  },
};

/** The base and the policy here, unless the inputs name two policies. */
function comparedPolicies() {
  const named = operands();
  if (named.length > 2 || !isPullRequest()) return named;
  const base = baseOfPullRequest();
  const problem = missingBase(folder, base);
  if (problem !== undefined) {
    annotate('error', `no base to compare with: ${problem}`);
    return undefined;
  }
  return ['--', `git:${base}`, named[1] ?? policyFile(ask, folder, given('POLICY')) ?? 'policy.yaml'];
}

/** Sets the outputs that the score has; the scan asks for them too, quietly. */
function score(options, isQuiet) {
  const policy = option('policy', given('POLICY'));
  const shown = isQuiet ? [] : ['--format=pretty'];
  const exitCode = aegis(
    [
      'score',
      ...options,
      ...policy,
      ...shown,
      `--format=json=${report('score.json')}`,
      ...(isQuiet ? [] : operands()),
    ],
    isQuiet,
  );
  const scored = json('score.json');
  output('score', scored?.score ?? 'n/a');
  output('grade', scored?.grade ?? 'n/a');
  output('badge-url', scored?.badgeUrl ?? '');
  if (scored !== undefined) summarise(scoreMarkdown(scored));
  return exitCode;
}

function scoreMarkdown({ score, grade, parts, badgeUrl }) {
  const rows = parts.map(
    ({ name, points, of, isJudged }) => `| ${name} | ${isJudged ? `${points} of ${of}` : 'not judged'} |`,
  );
  const headline = score === null ? 'no AI call to judge' : `${score}/100 ${grade}`;
  return `## Aegis score: ${headline}\n\n![Aegis score](${badgeUrl})\n\n| part | points |\n|---|---|\n${rows.join('\n')}\n`;
}

function isPullRequest() {
  return ['pull_request', 'pull_request_target'].includes(process.env.GITHUB_EVENT_NAME ?? '');
}

function baseOfPullRequest() {
  return JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH ?? '', 'utf8')).pull_request?.base?.sha;
}

function sayLoosenings() {
  const compared = loosenings({ folder, base: baseOfPullRequest(), temp, policy: given('POLICY'), ask });
  if (compared.problem !== undefined) {
    annotate('warning', `not compared with the base of the pull request: ${compared.problem}`);
    return [];
  }
  for (const each of compared.found) annotate('warning', each);
  if (compared.found.length > 0) {
    const list = compared.found.map((each) => `- ${each.replace(/[\\`*_{}[\]<>()#+!|~&$]/g, '\\$&')}`);
    summarise(`## Aegis: loosened in this pull request\n\n${list.join('\n')}\n`);
  }
  return compared.found;
}

/** Runs Aegis for its JSON; `undefined` when it could not answer. */
function ask(args, cwd) {
  const ran = spawnSync(process.execPath, [binary, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  try {
    return JSON.parse(ran.stdout);
  } catch {
    return undefined;
  }
}

function aegis(args, isQuiet = false) {
  const stdio = ['ignore', isQuiet ? 'ignore' : 'inherit', isQuiet ? 'ignore' : 'inherit'];
  const ran = spawnSync(process.execPath, [binary, ...args], { cwd: folder, stdio });
  return ran.status ?? 2;
}

function option(name, value) {
  return value === '' ? [] : [`--${name}=${value}`];
}

function sarif() {
  const file = given('SARIF_FILE');
  return file === '' ? [] : [`--format=sarif=${resolve(folder, file)}`];
}

/** One a line, so that names may have spaces; after `--` none is an option. */
function operands() {
  const paths = given('PATHS')
    .split('\n')
    .map((path) => path.trim())
    .filter((path) => path !== '');
  return paths.length === 0 ? [] : ['--', ...paths];
}

function report(name) {
  return join(reports, name);
}

function text(name) {
  try {
    return readFileSync(report(name), 'utf8');
  } catch {
    return '';
  }
}

function json(name) {
  const written = text(name);
  return written === '' ? undefined : JSON.parse(written);
}

/** One line, whatever stands in the value: a second line would set another output. */
function output(name, value) {
  append(process.env.GITHUB_OUTPUT, `${name}=${String(value).replace(/[\r\n]+/g, ' ')}\n`);
}

function summarise(markdown) {
  append(process.env.GITHUB_STEP_SUMMARY, `${markdown}\n`);
}

function append(file, content) {
  if (file !== undefined && file !== '') appendFileSync(file, content);
}

function annotate(level, message) {
  const escaped = message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  console.log(`::${level} title=Aegis::${escaped}`);
}

function refuse(message) {
  annotate('error', message);
  return 2;
}

process.exitCode = main();
