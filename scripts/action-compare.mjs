/**
 * What a pull request loosens: suppressions and entries of the baseline that its base has not, settings that let more
 * pass, and the policy. The base is read out of git into a folder of its own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

const RISKS = ['low', 'medium', 'high', 'critical', 'none'];
const CONFIDENCES = ['heuristic', 'inferred', 'resolved'];

/**
 * `folder` is where the command ran, `base` the commit to compare with, `temp` a folder to write in; `ask` runs Aegis in a
 * folder and gives its JSON. Answers `found`, one sentence a loosening, or the `problem` that was in the way.
 */
export function loosenings({ folder, base, temp, policy, ask }) {
  const missing = missingBase(folder, base);
  if (missing !== undefined) return { problem: missing };
  const top = git(folder, ['rev-parse', '--show-toplevel']).trim();
  const before = join(temp, 'base');
  if (!extract(top, base, before)) return { problem: 'the base could not be read out of git' };
  try {
    const baseFolder = join(before, relative(top, folder));
    const sides = [baseFolder, folder];
    return {
      found: [
        ...newSettings(...sides.map((side) => settingsOf(ask, side))),
        ...newBaselineEntries(...sides.map((side) => baselineOf(ask, side))),
        ...newSuppressions(...sides.map((side) => scanOf(ask, side))),
        ...looserPolicy(ask, folder, baseFolder, base, policy),
      ],
    };
  } finally {
    rmSync(before, { recursive: true, force: true });
  }
}

/** Why there is no such commit to compare with, after git was asked to fetch it. */
export function missingBase(folder, base) {
  if (typeof base !== 'string' || !/^[0-9a-f]{40,64}$/.test(base)) return 'the event names no base commit';
  if (git(folder, ['rev-parse', '--show-toplevel']) === undefined) return 'the checkout is no git repository';
  if (!isThere(folder, base)) git(folder, ['fetch', '--no-tags', '--depth=1', 'origin', base]);
  return isThere(folder, base) ? undefined : `git has no commit ${base}; check out with fetch-depth: 0`;
}

function git(cwd, args) {
  const safe = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath='];
  const ran = spawnSync('git', [...safe, ...args], { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  return ran.status === 0 ? ran.stdout : undefined;
}

function isThere(folder, commit) {
  return git(folder, ['cat-file', '-e', `${commit}^{commit}`]) !== undefined;
}

/** Through an archive: a work tree would run hooks and filters. */
function extract(top, commit, target) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  // The folder of its own git repository: the scan takes it for a project and looks no further up.
  const archive = join(target, '..', 'base.tar');
  const isWritten = git(top, ['archive', '--format=tar', `--output=${archive}`, commit]) !== undefined;
  const isRead =
    isWritten &&
    spawnSync('tar', ['-xf', 'base.tar', '-C', 'base'], { cwd: join(target, '..') }).status === 0;
  rmSync(archive, { force: true });
  if (isRead) mkdirSync(join(target, '.git'), { recursive: true });
  return isRead;
}

function isFolder(path) {
  return existsSync(path) && statSync(path).isDirectory();
}

function settingsOf(ask, side) {
  const report = isFolder(side) ? ask(['config', '--format=json'], side) : undefined;
  return Object.fromEntries((report?.settings ?? []).map(({ name, value }) => [name, value]));
}

function newSettings(before, now) {
  const order = (name, list) =>
    list.indexOf(now[name]) > list.indexOf(before[name]) && before[name] !== undefined;
  const added = (now['scan.exclude'] ?? []).filter((glob) => !(before['scan.exclude'] ?? []).includes(glob));
  const isNarrower =
    JSON.stringify(now['scan.include'] ?? []) !== JSON.stringify(before['scan.include'] ?? []);
  return [
    ...(order('scan.fail_on', RISKS)
      ? [`\`scan.fail_on\` goes from ${before['scan.fail_on']} to ${now['scan.fail_on']}`]
      : []),
    ...(order('scan.min_confidence', CONFIDENCES)
      ? [
          `\`scan.min_confidence\` goes from ${before['scan.min_confidence']} to ${now['scan.min_confidence']}`,
        ]
      : []),
    ...(added.length > 0 ? [`\`scan.exclude\` passes over more: ${added.join(', ')}`] : []),
    ...(isNarrower && (now['scan.include'] ?? []).length > 0 ? ['`scan.include` has changed'] : []),
  ];
}

/** Fingerprint and call of each entry. */
function baselineOf(ask, side) {
  const file = settingsOf(ask, side)['scan.baseline'];
  if (typeof file !== 'string' || file === '') return new Map();
  try {
    const { entries } = JSON.parse(readFileSync(join(side, file), 'utf8'));
    return new Map(entries.map(({ fingerprint, file: at, call }) => [fingerprint, `${call} in ${at}`]));
  } catch {
    return new Map();
  }
}

function newBaselineEntries(before, now) {
  const added = [...now].filter(([fingerprint]) => !before.has(fingerprint));
  return added.length === 0
    ? []
    : [
        `the baseline takes ${counted(added.length, 'more call')} as known: ${some(added.map(([, call]) => call))}`,
      ];
}

function scanOf(ask, side) {
  const report = isFolder(side) ? ask(['scan', '--fail-on=none', '--format=json'], side) : undefined;
  const suppressed = (report?.findings ?? []).filter(({ suppression }) => suppression !== undefined);
  return new Map(suppressed.map(({ fingerprint, call, place }) => [fingerprint, `${call} in ${place.file}`]));
}

function newSuppressions(before, now) {
  const added = [...now].filter(([fingerprint]) => !before.has(fingerprint));
  return added.length === 0
    ? []
    : [
        `${counted(added.length, 'more call')} suppressed by a comment: ${some(added.map(([, call]) => call))}`,
      ];
}

/** What decisions of the policy are milder than at the base, by proof. */
function looserPolicy(ask, folder, baseFolder, base, named) {
  const file = policyFile(ask, baseFolder, named) ?? policyFile(ask, folder, named);
  if (file === undefined || !existsSync(join(baseFolder, file))) return [];
  if (!existsSync(join(folder, file))) return [`the policy \`${file}\` is gone`];
  const diff = ask(['diff', `git:${base}`, file, '--format=json'], folder);
  if (diff === undefined) return [`the policy \`${file}\` cannot be compared with the base`];
  const looser = diff.changes.filter(({ kind }) => kind === 'loosened');
  const unproved =
    diff.notProved.length === 0 ? [] : [`that the policy \`${file}\` is not loosened was not proved`];
  if (looser.length === 0) return unproved;
  const cases = looser.map(
    (change) =>
      `${change.old.approval} becomes ${change.new.approval} for ${actionText(change.example.action)}`,
  );
  return [`the policy \`${file}\` is loosened: ${some(cases)}`, ...unproved];
}

function actionText({ type, target }) {
  return `\`${type}${target === undefined ? '' : `:${target}`}\``;
}

/** The policy that is named, or the one that Aegis finds in the folder. */
export function policyFile(ask, side, named) {
  if (named !== '') return named;
  const found = isFolder(side) ? ask(['config', '--format=json'], side)?.policy : undefined;
  return typeof found === 'string' ? found : undefined;
}

function counted(count, what) {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function some(texts) {
  return `${texts.slice(0, 5).join(', ')}${texts.length > 5 ? `, and ${texts.length - 5} more` : ''}`;
}
