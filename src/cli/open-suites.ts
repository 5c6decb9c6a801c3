import { basename, dirname } from 'node:path';
import { createSource, err, ok, type Diagnostic, type Result, type Source } from '../base/index.ts';
import { MAX_DOCUMENT_BYTES, readDocument } from '../policy/index.ts';
import { loadSuite, POLICYTEST_CODES, suiteName, suitesBeside, type Suite } from '../policytest/index.ts';
import type { Context } from './command.ts';
import type { PolicyOutcome } from './open-policy.ts';
import { readInput } from './read-input.ts';
import { displayPath, resolvePath } from './resolve-path.ts';

type OpenedPolicy = Extract<PolicyOutcome, { readonly kind: 'loaded' }>;

/** What is wrong, with the texts that it points into. */
export interface SuiteProblems {
  /** There is no suite at all, which is nothing wrong with one. */
  readonly areNone: boolean;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** The suites that were named, else those beside the policy; or what is wrong with all of them. */
export function openSuites(
  context: Context,
  policy: OpenedPolicy,
  named: readonly string[],
): Result<readonly Suite[], SuiteProblems> {
  const files = named.length > 0 ? named : discover(context, policy);
  if (files.length === 0) return err({ areNone: true, diagnostics: [noSuite(policy)], sources: [] });
  const read = files.map((file) => openSuite(context, file, policy));
  const failed = read.flatMap((one) => (one.ok ? [] : [one.error]));
  if (failed.length > 0) {
    return err({
      areNone: false,
      diagnostics: failed.flatMap(({ diagnostics }) => diagnostics),
      sources: failed.flatMap(({ sources }) => sources),
    });
  }
  return ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
}

/** Beside the file that was asked for, and beside the one it refers to. */
function discover(context: Context, { file, loaded }: OpenedPolicy): readonly string[] {
  const found = [file, loaded.source.file].flatMap((policy) => {
    const path = resolvePath(context.cwd, policy);
    const folder = dirname(path);
    const list = context.files.list(folder);
    const names = list.ok
      ? list.value.filter(({ kind }) => kind !== 'directory').map(({ name }) => name)
      : [];
    return suitesBeside(basename(path), names).map((name) => displayPath(context.cwd, `${folder}/${name}`));
  });
  return [...new Set(found)];
}

function noSuite({ file }: OpenedPolicy): Diagnostic {
  return {
    code: 'AEG8015',
    severity: POLICYTEST_CODES.AEG8015.severity,
    message: `there is no test suite beside \`${file}\``,
    help: `write \`${suiteName(basename(file))}\` beside it, or name a suite`,
  };
}

function openSuite(context: Context, file: string, { loaded }: OpenedPolicy): Result<Suite, SuiteProblems> {
  const bytes = readInput(context, file);
  if (!bytes.ok && bytes.error.kind === 'unreadable') {
    return err({ areNone: false, diagnostics: [bytes.error.diagnostic], sources: [] });
  }
  // What is too large to be read at all is refused with the words for a document that is too large.
  const content = bytes.ok ? bytes.value : new Uint8Array(MAX_DOCUMENT_BYTES + 1);
  const document = readDocument(file, content);
  if (document.ok) {
    const suite = loadSuite(document.value, loaded.policy);
    return suite.ok
      ? suite
      : err({ areNone: false, diagnostics: suite.error, sources: [document.value.source] });
  }
  const isLarge = content.length > MAX_DOCUMENT_BYTES;
  const sources = isLarge ? [] : [createSource(file, new TextDecoder().decode(content))];
  return err({ areNone: false, diagnostics: document.error, sources });
}
