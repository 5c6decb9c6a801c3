import { err, ok, spanAt, type Diagnostic, type Json, type Result, type Source } from '../base/index.ts';
import { comparePaths } from './project/relative-path.ts';
import type { Reported } from './report.ts';
import { SCAN_CODES } from './scan-codes.ts';

/** An ungoverned call that a team knows of. Only the fingerprint is compared; the rest tells people what it is. */
export interface BaselineEntry {
  readonly fingerprint: string;
  /** Project path. */
  readonly file: string;
  /** The callee as written. */
  readonly call: string;
  readonly sdk: string;
}

/** How a scan and the baseline it was given compare. */
export interface BaselineOutcome {
  /** What was scanned and is no ungoverned call any more. */
  readonly stale: readonly BaselineEntry[];
  /** What a baseline written now holds: every ungoverned call that is shown, and old entries that are not stale. */
  readonly next: readonly BaselineEntry[];
}

/** A finding and the project path of its file, which may differ from the path it is shown by. */
export interface FoundCall {
  readonly file: string;
  readonly finding: Reported;
}

/**
 * Compares the calls of a scan, shown or not, with a baseline. `isScanned` says of a project path whether the scan would
 * have found a call there.
 */
export function compareBaseline(
  found: readonly FoundCall[],
  isShown: (finding: Reported) => boolean,
  entries: readonly BaselineEntry[],
  isScanned: (file: string) => boolean,
): BaselineOutcome {
  const open = found.filter(({ finding }) => isOpen(finding));
  const fingerprints = new Set(open.map(({ finding }) => finding.fingerprint));
  const isStale = ({ fingerprint, file }: BaselineEntry): boolean =>
    !fingerprints.has(fingerprint) && isScanned(file);
  const shown = open.filter(({ finding }) => isShown(finding)).map(toEntry);
  return {
    stale: entries.filter(isStale),
    next: sorted([...entries.filter((entry) => !isStale(entry)), ...shown]),
  };
}

/** Marks the findings that the baseline holds. */
export function markBaselined<T extends Reported>(
  findings: readonly T[],
  entries: readonly BaselineEntry[],
): readonly T[] {
  const known = new Set(entries.map(({ fingerprint }) => fingerprint));
  return findings.map((finding) =>
    isOpen(finding) && known.has(finding.fingerprint) ? { ...finding, isBaselined: true } : finding,
  );
}

/** The text of a baseline file: sorted, a line for each fact, the same for the same entries. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const written = sorted(entries).map(({ fingerprint, file, call, sdk }) => ({
    file,
    call,
    sdk,
    fingerprint,
  }));
  return `${JSON.stringify({ schemaVersion: 1, entries: written }, null, 2)}\n`;
}

/** Reads a baseline file; its form is specs/baseline.schema.json. */
export function readBaseline(source: Source): Result<readonly BaselineEntry[], Diagnostic> {
  let json: unknown;
  try {
    json = JSON.parse(source.text);
  } catch {
    return err(baselineProblem(`the baseline \`${source.file}\` is not JSON`));
  }
  if (!isObject(json)) return err(baselineProblem(`the baseline \`${source.file}\` is not an object`));
  if (json['schemaVersion'] !== 1)
    return err(baselineProblem(`the baseline \`${source.file}\` has no \`schemaVersion\` 1`));
  const { entries } = json;
  if (!Array.isArray(entries) || !hasOnly(json, ['schemaVersion', 'entries']))
    return err(
      baselineProblem(`the baseline \`${source.file}\` needs \`entries\`, a list, and nothing else`),
    );
  const wrong = entries.findIndex((entry) => !isEntry(entry));
  if (wrong === -1) return ok(entries as readonly BaselineEntry[]);
  return err(
    baselineProblem(
      `entry ${wrong + 1} of the baseline \`${source.file}\` needs \`fingerprint\` (32 hex digits), \`file\`, \`call\` and \`sdk\`, and nothing else`,
    ),
  );
}

/** A baseline that cannot be used: there is none to read, or what stands there is none. */
export function baselineProblem(message: string, is: 'missing' | 'wrong' = 'wrong'): Diagnostic {
  return {
    code: 'AEG3010',
    severity: SCAN_CODES.AEG3010.severity,
    message,
    help: `${is === 'wrong' ? 'remove the file, then ' : ''}write it with \`aegis scan --write-baseline <file>\``,
  };
}

/** What to say of a stale entry, at its place in the baseline; harmless when stale entries are allowed. */
export function staleEntry(
  { fingerprint, file, call }: BaselineEntry,
  source: Source,
  isAllowed: boolean,
): Diagnostic {
  const written = `"${fingerprint}"`;
  const at = Math.max(0, source.text.indexOf(written));
  return {
    code: 'AEG3011',
    severity: isAllowed ? 'info' : SCAN_CODES.AEG3011.severity,
    message: `stale baseline entry: \`${call}\` in \`${file}\` is no ungoverned call any more`,
    span: spanAt(source, at, at + written.length),
    help: 'write the baseline again with `--write-baseline`, so that the call cannot come back unseen',
  };
}

/** The JSON Schema (draft 2020-12) of a baseline, published as specs/baseline.schema.json. */
export function baselineSchema(): Json {
  const text = (description: string): Json => ({ type: 'string', minLength: 1, description });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Aegis scan baseline',
    description: 'Ungoverned calls that are known, written by `aegis scan --write-baseline`.',
    type: 'object',
    additionalProperties: false,
    required: ['schemaVersion', 'entries'],
    properties: {
      schemaVersion: { const: 1 },
      entries: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['file', 'call', 'sdk', 'fingerprint'],
          properties: {
            file: text('Path from the root of the project, with `/`.'),
            call: text('The callee as written.'),
            sdk: text('The package, or the host; for a tool risk its code.'),
            fingerprint: {
              type: 'string',
              pattern: FINGERPRINT.source,
              description: 'What the finding is known again by; stable when lines move.',
            },
          },
        },
      },
    },
  };
}

const FINGERPRINT = /^[0-9a-f]{32}$/;

/** Only what would count needs to be known: neither governed and suppressed calls nor those in tests. */
function isOpen({ governance, suppression }: Reported): boolean {
  return governance.state === 'ungoverned' && suppression === undefined;
}

function toEntry({ file, finding }: FoundCall): BaselineEntry {
  const { fingerprint, call } = finding;
  return { fingerprint, file, call, sdk: 'sdk' in finding ? finding.sdk : finding.code };
}

/** By file, then call, each fingerprint once. */
function sorted(entries: readonly BaselineEntry[]): readonly BaselineEntry[] {
  const unique = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  return [...unique.values()].sort(
    (a, b) =>
      comparePaths(a.file, b.file) ||
      compareTexts(a.call, b.call) ||
      compareTexts(a.fingerprint, b.fingerprint),
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isEntry(value: unknown): boolean {
  if (!isObject(value) || !hasOnly(value, ['fingerprint', 'file', 'call', 'sdk'])) return false;
  const { fingerprint, file, call, sdk } = value;
  const isText = (one: unknown): boolean => typeof one === 'string' && one !== '';
  return typeof fingerprint === 'string' && FINGERPRINT.test(fingerprint) && [file, call, sdk].every(isText);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasOnly(value: object, keys: readonly string[]): boolean {
  return Object.keys(value).every((key) => keys.includes(key));
}
