import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions, NO_CACHE_OPTION } from '../options.ts';

export const scan: Command = {
  name: 'scan',
  summary: 'find every AI call in the code, and whether something governs it',
  description: [
    'Reads TypeScript, JavaScript (also in Vue, Svelte and Astro files), Python and Python notebooks and reports each call that sends a prompt, runs an agent or executes a tool through a known SDK or AI host, with what governs it: Aegis, a gate of its framework, or nothing.',
    'The paths choose what is reported; names are resolved over the whole project around them. Nothing that is read is run, and nothing leaves the machine.',
    'Exits 1 when an ungoverned call at or above --fail-on is shown that no comment `aegis-ignore AEG3001: <reason>` suppresses and no baseline holds, or when the baseline holds what is no ungoverned call any more.',
  ],
  operands: [
    {
      name: 'paths',
      summary: 'files and folders (default: .), or - for standard input',
      takes: 'any number',
      completes: 'file',
    },
  ],
  options: [
    {
      kind: 'value',
      name: 'fail-on',
      value: 'risk',
      summary: 'exit 1 from this risk on (default low)',
      choices: ['critical', 'high', 'medium', 'low', 'none'],
    },
    {
      kind: 'value',
      name: 'min-confidence',
      value: 'confidence',
      summary: 'show calls from this confidence on (default inferred)',
      choices: ['resolved', 'inferred', 'heuristic'],
    },
    {
      kind: 'value',
      name: 'changed-since',
      value: 'revision',
      summary: 'only calls on lines that changed since the common ancestor with this branch, tag or commit',
    },
    {
      kind: 'flag',
      name: 'staged',
      summary: 'read what is staged in place of the work tree; only calls on staged lines',
    },
    {
      kind: 'value',
      name: 'stdin-filename',
      value: 'file',
      summary: 'with `-`: where the text of standard input belongs',
      completes: 'file',
    },
    {
      kind: 'value',
      name: 'entry',
      value: 'file',
      isRepeatable: true,
      summary: 'a program begins here; only such programs count for instrumentation (repeatable)',
      completes: 'file',
    },
    { kind: 'flag', name: 'strict', summary: 'only Aegis governs: a gate of the framework does not count' },
    {
      kind: 'flag',
      name: 'trace',
      summary: 'show for each call where its receiver came from, and the calls that lead to it',
    },
    { kind: 'flag', name: 'include-tests', summary: 'list the calls in tests too' },
    {
      kind: 'flag',
      name: 'watch',
      summary: 'scan again whenever a file changes; on a terminal q ends',
    },
    {
      kind: 'value',
      name: 'max-file-size',
      value: 'size',
      summary: 'skip larger files, e.g. 500kB or 5MB (default 2MB)',
    },
    {
      kind: 'value',
      name: 'baseline',
      value: 'file',
      summary: 'calls in this file are known: counted, neither listed nor failing',
      completes: 'file',
    },
    {
      kind: 'value',
      name: 'write-baseline',
      value: 'file',
      summary: 'write the ungoverned calls there are into a baseline',
      completes: 'file',
    },
    {
      kind: 'flag',
      name: 'allow-stale-baseline',
      summary: 'entries of the baseline that are no ungoverned call any more do not fail',
    },
    NO_CACHE_OPTION,
    CONFIG_OPTION,
    ...formatOptions([
      'pretty',
      'compact',
      'json',
      'sarif',
      'github',
      'gitlab',
      'junit',
      'markdown',
      'cyclonedx',
    ]),
  ],
  examples: [
    { run: 'aegis scan ./src', says: 'the ungoverned calls with their code, and the counts' },
    {
      run: 'aegis scan --fail-on high --format sarif=aegis.sarif --format compact',
      says: 'for CI: a file for code scanning, one line a finding in the log',
    },
    {
      run: 'aegis scan --write-baseline aegis-baseline.json',
      says: 'take what there is as known; later runs with --baseline show what is new',
    },
    {
      run: 'aegis scan --format cyclonedx=aibom.json --format compact',
      says: 'an AI bill of materials beside the findings',
    },
    {
      run: 'aegis scan --changed-since origin/main',
      says: 'the calls that a branch adds or touches',
    },
    { run: 'aegis scan agent.py --trace', says: 'one file, with the evidence for each call' },
  ],
  load: async () => (await import('../run/scan.ts')).runScan,
};
