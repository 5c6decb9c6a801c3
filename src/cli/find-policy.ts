import { err, ok, type Diagnostic, type Result } from '../base/index.ts';
import { findUpwards, isBarePolicy } from '../config/index.ts';
import type { Context } from './command.ts';
import { documentOf } from './document-of.ts';
import { problem } from './problem.ts';
import { displayPath } from './resolve-path.ts';

/** The file that holds the policy, as the user wrote it or relative to the working folder. */
export interface PolicyPlace {
  readonly file: string;
  /** Set when nobody named the file: whoever works with it says which one it is. */
  readonly wasFound: boolean;
}

/**
 * Where the policy is: the operand, else `AEGIS_POLICY`, else `--config` or `AEGIS_CONFIG`, else the nearest
 * `aegis.yaml` that holds one, else the nearest `policy.yaml`.
 */
export function findPolicy(context: Context, operand?: string): Result<PolicyPlace, readonly Diagnostic[]> {
  const named = operand ?? given(context.env['AEGIS_POLICY']) ?? namedConfig(context);
  if (named !== undefined) return ok({ file: named, wasFound: operand === undefined });
  const config = findUpwards(context.files, 'aegis.yaml', context.cwd, context.home);
  if (config !== undefined && mayHoldPolicy(context, config)) return found(context, config);
  const policy = findUpwards(context.files, 'policy.yaml', context.cwd, context.home);
  if (policy !== undefined) return found(context, policy);
  if (config !== undefined) {
    const help = 'add a `policy:` section, or name a file';
    return err([problem('AEG9015', `\`${displayPath(context.cwd, config)}\` has no \`policy:\``, { help })]);
  }
  return err([
    problem('AEG9015', 'no `aegis.yaml` and no `policy.yaml` here or in the folders above', {
      help: 'name a file, or make one with `aegis init`',
    }),
  ]);
}

/** The `aegis.yaml` that was named with `--config` or `AEGIS_CONFIG`. */
export function namedConfig(context: Context): string | undefined {
  return context.given.value('config') ?? given(context.env['AEGIS_CONFIG']);
}

/** A file that cannot be read as a document counts: its problems are what the user must hear. */
function mayHoldPolicy(context: Context, path: string): boolean {
  const read = context.files.readBytes(path, 1_000_000);
  if (!read.ok) return true;
  const document = documentOf(displayPath(context.cwd, path), read.value);
  if (!document.ok || document.value.root.kind !== 'map') return true;
  return (
    isBarePolicy(document.value.root) || document.value.root.entries.some((entry) => entry.key === 'policy')
  );
}

function found(context: Context, path: string): Result<PolicyPlace, never> {
  return ok({ file: displayPath(context.cwd, path), wasFound: true });
}

function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
