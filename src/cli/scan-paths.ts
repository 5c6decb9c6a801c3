import { err, ok, type Diagnostic, type FileReader, type Result } from '../base/index.ts';
import { CONFIG_CODES, type EffectiveSettings, type Origin } from '../config/index.ts';
import { visibleText } from '../reporters/index.ts';
import {
  cachedScan,
  findProjectRoot,
  parseCatalog,
  scan,
  withOwnRows,
  type BaselineEntry,
  type ChangedLines,
  type ScanInput,
  type ScanOptions,
  type ScanOutcome,
  type ScanProgress,
} from '../scan/index.ts';
import type { Context } from './command.ts';
import { frontEnds } from './front-ends.ts';
import { packageData } from './package-data.ts';
import { createProgressLine } from './progress-line.ts';
import { explainFailure } from './read-input.ts';
import { resolvePath } from './resolve-path.ts';
import { scanCache } from './scan-cache.ts';
import { entryFiles } from './setting-file.ts';

/** What a scan is to look at. */
export interface ScanSubject {
  /** Files and folders as the user named them. */
  readonly paths: readonly string[];
  /** Where they are read from, when that is not the disk alone. */
  readonly files?: FileReader;
  /** The lines that findings must lie on, by absolute path. */
  readonly changed?: ChangedLines;
}

/** Scans the files and folders the user named, `.` when none; progress is shown on a terminal when it takes a while. */
export async function scanPaths(
  context: Context,
  subject: ScanSubject,
  settings: EffectiveSettings,
  options: Pick<ScanOptions, 'callers' | 'entries' | 'maxFileSize' | 'strict' | 'versions'>,
  baseline: readonly BaselineEntry[] = [],
): Promise<Result<ScanOutcome, readonly Diagnostic[]>> {
  const { paths, changed, files = context.files } = subject;
  const operands = (paths.length === 0 ? ['.'] : paths).map((path) =>
    realOperand({ ...context, files }, path),
  );
  const named = options.entries ?? [];
  const programs = named.length > 0 ? named : entryFiles(context, settings);
  const entries = programs.map((path) => realOperand({ ...context, files }, path));
  const problems = [...operands, ...entries].flatMap((operand) => (operand.ok ? [] : [operand.error]));
  if (problems.length > 0) return err(problems);
  const real = operands.flatMap((operand) => (operand.ok ? [operand.value] : []));
  const builtIn = parseCatalog(new TextDecoder().decode(packageData(context, 'catalog.json')));
  const { catalog, clashes } = withOwnRows(builtIn, settings['scan.catalog'].value);
  if (clashes.length > 0)
    return err(clashes.map((clash) => clashing(clash, settings['scan.catalog'].origin)));
  const progress = createProgressLine(context);
  const root = findProjectRoot(files, real, realPath(context, context.home));
  const input: ScanInput = {
    files,
    root,
    operands: real,
    ...(changed === undefined ? {} : { changed }),
    shownFrom: realPath(context, context.cwd) ?? context.cwd,
    catalog,
    frontEnds: frontEnds(context),
    ...(context.parsers === undefined ? {} : { parsers: context.parsers }),
    options: {
      ...options,
      entries: entries.flatMap((entry) => (entry.ok ? [entry.value] : [])),
      minConfidence: settings['scan.min_confidence'].value,
      include: settings['scan.include'].value,
      exclude: settings['scan.exclude'].value,
    },
    baseline,
    onProgress: async (step) => {
      await progress.show(progressText(step));
    },
    interrupted: context.interrupted,
  };
  const cache = scanCache(context, root);
  const outcome = await (cache === undefined ? scan(input) : cachedScan(input, cache));
  progress.clear();
  return ok(outcome);
}

/** A row of the user's claims what another row claims. */
function clashing(clash: string, origin: Origin): Diagnostic {
  const file = origin.kind === 'file' ? origin.file : 'aegis.yaml';
  return {
    code: 'AEG9025',
    severity: CONFIG_CODES.AEG9025.severity,
    message: `\`scan.catalog\` in \`${file}\`: ${clash}`,
    help: 'give your row the name of the other one to take its place, or leave out what they share',
  };
}

/** Links are resolved, so that what is named and what is found are the same paths. */
function realOperand(context: Context, path: string): Result<string, Diagnostic> {
  const absolute = resolvePath(context.cwd, path);
  const real = context.files.realPath(absolute);
  if (!real.ok) return err(explainFailure(context, path, absolute, real.error));
  const stat = context.files.stat(real.value);
  if (!stat.ok) return err(explainFailure(context, path, absolute, stat.error));
  if (stat.value.kind === 'other') return err(explainFailure(context, path, absolute, 'not-a-file'));
  return ok(real.value);
}

function realPath(context: Context, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const real = context.files.realPath(path);
  return real.ok ? real.value : undefined;
}

function progressText({ stage, done, total, file }: ScanProgress): string {
  return `${stage === 'read' ? 'reading' : 'parsing'} ${done}/${total} ${visibleText(file)}`;
}
