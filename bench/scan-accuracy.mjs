/**
 * Precision and recall of `aegis scan` at hand-labelled call sites.
 * Usage: node bench/scan-accuracy.mjs LABELS.jsonl CHECKOUTS [--verbose]
 * LABELS has one JSON a line: {repo: "owner/name", commit, file, line, lineEnd, label, sdk, difficulty, call}; CHECKOUTS
 * holds one folder a repository, named owner+name, at the commit of the labels. `positive` must be reported, `indirect`
 * and `negative` must not, `ambiguous` is ignored. A finding matches a label when it starts within line..lineEnd.
 * A finding that matches no label at all is printed: it is either a false positive or a site the labels lack, and counts
 * as false until somebody labels it.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [labelFile, checkouts] = process.argv.slice(2);
const verbose = process.argv.includes('--verbose');
if (labelFile === undefined || checkouts === undefined) {
  console.error('usage: node bench/scan-accuracy.mjs LABELS.jsonl CHECKOUTS [--verbose]');
  process.exit(2);
}
const bin = join(dirname(dirname(fileURLToPath(import.meta.url))), 'bin', 'aegis.js');
const labels = readFileSync(labelFile, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const outcomes = [];
const unlabelled = [];

for (const repo of [...new Set(labels.map((label) => label.repo))]) {
  const folder = join(checkouts, repo.replace('/', '+'));
  const findings = scan(folder);
  const here = labels.filter((label) => label.repo === repo);
  const matched = new Set();
  for (const label of here) {
    const hits = findings.filter(
      (f) => f.file === label.file && f.line >= label.line && f.line <= label.lineEnd,
    );
    for (const hit of hits) matched.add(hit);
    outcomes.push({ ...label, found: hits.length > 0 });
  }
  for (const finding of findings) if (!matched.has(finding)) unlabelled.push({ repo, ...finding });
}

const positives = outcomes.filter((o) => o.label === 'positive');
const wrong = outcomes.filter((o) => (o.label === 'negative' || o.label === 'indirect') && o.found);
const truePositives = positives.filter((o) => o.found).length;
const reported = truePositives + wrong.length + unlabelled.length;
const withoutDspy = positives.filter((o) => !o.sdk.startsWith('dspy'));

for (const miss of positives.filter((o) => !o.found)) say('missed', miss);
for (const one of wrong) say(`reported although ${one.label}`, one);
for (const one of unlabelled) say('reported without a label', one);
if (verbose)
  for (const one of outcomes.filter((o) => o.label === 'ambiguous' && o.found))
    say('ambiguous, reported', one);

console.log(`precision ${rate(truePositives, reported)}`);
console.log(`recall    ${rate(truePositives, positives.length)}`);
console.log(`recall without DSPy ${rate(withoutDspy.filter((o) => o.found).length, withoutDspy.length)}`);
for (const difficulty of ['easy', 'medium', 'hard']) {
  const some = positives.filter((o) => o.difficulty === difficulty);
  console.log(`recall, ${difficulty.padEnd(6)} ${rate(some.filter((o) => o.found).length, some.length)}`);
}

function scan(folder) {
  const run = spawnSync(
    process.execPath,
    [bin, 'scan', '.', '--format', 'json', '--include-tests', '--fail-on', 'none'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  );
  if (run.status !== 0) throw new Error(`scan of ${folder} exited ${run.status}: ${run.stderr}`);
  return JSON.parse(run.stdout).findings.map((f) => ({
    file: f.place.file,
    line: f.place.start.line,
    call: f.call,
    sdk: f.sdk,
  }));
}

function say(what, { repo, file, line, call, sdk }) {
  console.log(`${what}: ${repo} ${file}:${line} ${call} (${sdk})`);
}

function rate(part, whole) {
  return whole === 0 ? 'n/a (0 sites)' : `${(part / whole).toFixed(3)} (${part}/${whole})`;
}
