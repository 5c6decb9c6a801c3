import { sortDiagnostics, type Diagnostic, type Source, type Span } from '../base/index.ts';
import { compareBaseline, markBaselined, type FoundCall } from './baseline.ts';
import { isTouched } from './changed-lines.ts';
import { toFinding, toToolRisk, type FindingContext } from './findings.ts';
import { createFingerprints } from './fingerprint.ts';
import { readStarts, type ReadStarts } from './instrumentation/read-starts.ts';
import type { ModuleIr } from './ir.ts';
import { parseProject, type ParsedProject } from './parse-project.ts';
import { readProjectFiles, type ProjectFiles, type Unread } from './project-files.ts';
import { createPackageVersions } from './project/package-versions.ts';
import { absolutePath, comparePaths, projectPath } from './project/relative-path.ts';
import { isTestFile } from './project/test-file.ts';
import { CONFIDENCES, type FileOutcome, type Governance, type Reported } from './report.ts';
import { findCalls, type FoundCalls } from './resolve/index.ts';
import type { Sink } from './resolve/sink.ts';
import { SCAN_CODES } from './scan-codes.ts';
import type { ScanInput, ScanOutcome } from './scan-input.ts';
import { createShownPath } from './shown-path.ts';
import type { FoundToolRisk } from './tool-risks/find-tool-risks.ts';
import { readSuppressions, unusedSuppression } from './suppressions.ts';

/**
 * Finds every AI call in the files and folders the user named, and says of each whether something governs it. Names are
 * resolved over the whole project. Equal input gives an equal report.
 */
export async function scan(input: ScanInput): Promise<ScanOutcome> {
  const shown = createShownPath(input.root, input.shownFrom);
  const files = await readProjectFiles(input);
  const parsed = withStarts(input, files, await parseProject(input, files, shown), shown);
  const isInterrupted = input.interrupted?.aborted === true;
  const judged = judge(input, files, parsed, isInterrupted ? NOTHING : callsOf(input, files, parsed));
  const minimum = CONFIDENCES.indexOf(input.options?.minConfidence ?? 'inferred');
  const isSure = (found: Reported): boolean =>
    !('confidence' in found) || CONFIDENCES.indexOf(found.confidence) <= minimum;
  const isOfChange = createChangeTest(input, shown);
  const isShown = (finding: Reported): boolean => isSure(finding) && isOfChange(finding.span);
  const entries = input.baseline ?? [];
  const reported = markBaselined(judged.found.map(({ finding }) => finding).filter(isShown), entries);
  const outcomes = fileOutcomes(files, parsed);
  const diagnostics = sortDiagnostics([
    ...judged.diagnostics.filter(({ span }) => span === undefined || isOfChange(span)),
    ...outcomes.unread.map((unread) => unreadDiagnostic(unread, shown)),
    ...(files.considered + outcomes.unread.length > 0 || input.changed !== undefined
      ? []
      : [nothingToScan()]),
  ]);
  return {
    findings: reported.filter((one) => one.code === 'AEG3001'),
    toolRisks: reported.filter((one) => one.code !== 'AEG3001'),
    diagnostics,
    belowConfidence: judged.found.filter(({ finding }) => isOfChange(finding.span) && !isSure(finding))
      .length,
    ...(isInterrupted ? { interrupted: true } : {}),
    files: {
      considered: files.considered,
      read: files.considered - outcomes.notRead,
      partlyRead: outcomes.partlyRead.map((unread) => toOutcome(unread, shown)),
      skipped: outcomes.skipped.map((unread) => toOutcome(unread, shown)),
      ignored: Object.fromEntries([...files.ignored].sort(([a], [b]) => comparePaths(a, b))),
    },
    sources: sourcesFor(reported, diagnostics, parsed, shown),
    folders: files.folders.map((folder) => absolutePath(input.root, folder)),
    baseline: compareBaseline(judged.found, isShown, entries, scannedFiles(input, files, outcomes.unread)),
  };
}

/** A parsed project and how its programs are started. */
interface StartedProject extends ParsedProject {
  readonly starts: ReadStarts;
}

function withStarts(
  { files: reader, root }: ScanInput,
  files: ProjectFiles,
  parsed: ParsedProject,
  shown: (path: string) => string,
): StartedProject {
  if (parsed.modules.length === 0) return { ...parsed, starts: { commands: [], sources: new Map() } };
  const isModule = (file: string): boolean => parsed.sourceOf(file) !== undefined;
  const starts = readStarts(reader, root, files.folders, isModule, shown);
  return { ...parsed, starts, sourceOf: (file) => parsed.sourceOf(file) ?? starts.sources.get(file) };
}

/** Whether a place, shown as it is, is on a line that was changed; every place is where all are asked for. */
function createChangeTest(
  { changed, root }: ScanInput,
  shown: (path: string) => string,
): (span: Span) => boolean {
  if (changed === undefined) return () => true;
  const byShown = new Map(
    [...changed].flatMap(([path, lines]) => {
      const file = projectPath(root, path);
      return file === undefined ? [] : [[shown(file), lines] as const];
    }),
  );
  return ({ file, start, end }) => isTouched(byShown.get(file), start.line, end.line);
}

const NOTHING: FoundCalls = { sinks: [], toolRisks: [] };

function callsOf(input: ScanInput, files: ProjectFiles, parsed: StartedProject): FoundCalls {
  const { commands } = parsed.starts;
  const entries = (input.options?.entries ?? []).flatMap((entry) => projectPath(input.root, entry) ?? []);
  const starts = { commands, ...(entries.length === 0 ? {} : { entries }) };
  const mayNameAegis = [...files.toParse.values()].some((text) => text.includes('aegis'));
  const project = { modules: parsed.modules, locate: files.locate, mayNameAegis };
  const callers = input.options?.callers === true;
  const { sinks, toolRisks } = findCalls(project, input.catalog, { starts, callers });
  return { sinks: reportedOf(files, sinks), toolRisks: reportedOf(files, toolRisks) };
}

function reportedOf<T extends Sink | FoundToolRisk>(files: ProjectFiles, calls: readonly T[]): readonly T[] {
  return calls
    .filter(({ file }) => files.isReported(file))
    .sort(
      (a, b) =>
        comparePaths(a.file, b.file) || a.call.start - b.call.start || a.call.callee.end - b.call.callee.end,
    );
}

interface Judged {
  readonly found: readonly FoundCall[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Sinks and tool risks become findings; the suppressions of their files are applied and checked. */
function judge(input: ScanInput, files: ProjectFiles, parsed: ParsedProject, calls: FoundCalls): Judged {
  const context = findingContext(input, files, parsed);
  const fingerprint = createFingerprints();
  const sinks = groupByFile(calls.sinks);
  const toolRisks = groupByFile(calls.toolRisks);
  const found: FoundCall[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const module of parsed.modules) {
    if (!files.isReported(module.file)) continue;
    const called: readonly CalledFinding[] = [
      ...(sinks.get(module.file) ?? []).map((sink) => {
        const finding = toFinding(sink, context);
        const { file, sdk, enclosing, call } = sink;
        const mark = fingerprint({ file, sdk, enclosing, call: finding.call });
        return { call, finding: { ...finding, fingerprint: mark } };
      }),
      ...(toolRisks.get(module.file) ?? []).map((risk) => {
        const finding = toToolRisk(risk, context);
        const { file, enclosing, call } = risk;
        const mark = fingerprint({ file, sdk: finding.code, enclosing, call: finding.call });
        return { call, finding: { ...finding, fingerprint: mark } };
      }),
    ];
    if (called.length === 0 && module.comments.length === 0) continue;
    const suppressed = suppress(module, context.sourceOf(module.file), called);
    found.push(...suppressed.findings.map((finding) => ({ file: module.file, finding })));
    diagnostics.push(...suppressed.diagnostics);
  }
  return { found, diagnostics };
}

interface CalledFinding {
  readonly call: Sink['call'];
  readonly finding: Reported;
}

function suppress(
  module: ModuleIr,
  source: Source,
  found: readonly CalledFinding[],
): { readonly findings: readonly Reported[]; readonly diagnostics: readonly Diagnostic[] } {
  const { suppressions, diagnostics } = readSuppressions(module, source);
  const used = new Set<object>();
  const findings = found.map(({ call, finding }) => {
    // What Aegis governs needs no suppression: one above it is unused.
    if (finding.governance.state === 'governed') return finding;
    const covering = suppressions.find(
      (candidate) =>
        candidate.codes.includes(finding.code) && candidate.covers({ ...call, calleeEnd: call.callee.end }),
    );
    if (covering === undefined) return finding;
    used.add(covering);
    return { ...finding, suppression: { reason: covering.reason, span: covering.span } };
  });
  const unused = suppressions.filter((suppression) => !used.has(suppression)).map(unusedSuppression);
  return { findings, diagnostics: [...diagnostics, ...unused] };
}

function groupByFile<T extends { readonly file: string }>(
  calls: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const call of calls) {
    const group = groups.get(call.file);
    if (group === undefined) groups.set(call.file, [call]);
    else group.push(call);
  }
  return groups;
}

function findingContext(input: ScanInput, files: ProjectFiles, parsed: ParsedProject): FindingContext {
  return {
    sourceOf: (file) => parsed.sourceOf(file) ?? { file, text: '', lineStarts: [0] },
    languageOf: (file) => files.languageOf(file) ?? 'typescript',
    isTest: isTestFile,
    versionOf:
      input.options?.versions === true ? createPackageVersions(input.files, input.root) : () => undefined,
    isStrict: input.options?.strict === true,
  };
}

function fileOutcomes(
  files: ProjectFiles,
  parsed: ParsedProject,
): { partlyRead: readonly Unread[]; skipped: readonly Unread[]; unread: readonly Unread[]; notRead: number } {
  const byFile = (a: Unread, b: Unread): number => comparePaths(a.file, b.file);
  const isBroken = new Set(files.partlyRead.map(({ file }) => file));
  const unfinished = parsed.partlyRead.filter(({ file }) => files.isReported(file) && !isBroken.has(file));
  const partlyRead = [...files.partlyRead, ...unfinished];
  const unparsed = parsed.skipped.filter(({ file }) => files.isReported(file));
  const skipped = [...files.skipped, ...unparsed].sort(byFile);
  const notRead = [...partlyRead, ...skipped].filter(({ file }) => files.isConsidered(file)).length;
  return { partlyRead: [...partlyRead].sort(byFile), skipped, unread: [...skipped, ...partlyRead], notRead };
}

/** A file that is gone was scanned too; one that was passed over or not read to its end was not. */
function scannedFiles(
  input: ScanInput,
  files: ProjectFiles,
  unread: readonly Unread[],
): (file: string) => boolean {
  const incomplete = new Set(unread.map(({ file }) => file));
  return (file) =>
    files.isReported(file) &&
    !incomplete.has(file) &&
    (files.isConsidered(file) || !input.files.stat(absolutePath(input.root, file)).ok);
}

function toOutcome({ file, why }: Unread, shown: (path: string) => string): FileOutcome {
  return { file: shown(file), why };
}

function unreadDiagnostic({ file, code, why }: Unread, shown: (path: string) => string): Diagnostic {
  const verb = code === 'AEG3005' ? 'read in part' : 'not read';
  return {
    code,
    severity: SCAN_CODES[code].severity,
    message: `${verb}: ${why}`,
    span: startOf(shown(file)),
  };
}

function nothingToScan(): Diagnostic {
  return {
    code: 'AEG3008',
    severity: SCAN_CODES.AEG3008.severity,
    message: 'there is no source file to scan here',
    help: 'files of TypeScript, JavaScript and Python, and notebooks, are scanned; ignore files and default rules may pass over some',
  };
}

function startOf(file: string): Span {
  const start = { line: 1, column: 1, offset: 0 };
  return { file, start, end: start };
}

function placesOf(governance: Governance): readonly Span[] {
  if ('at' in governance) return [governance.at];
  return governance.state === 'ungoverned' && governance.ineffective !== undefined
    ? [governance.ineffective.at]
    : [];
}

/** The texts that something in the report points into. */
function sourcesFor(
  findings: readonly Reported[],
  diagnostics: readonly Diagnostic[],
  parsed: StartedProject,
  shown: (path: string) => string,
): readonly Source[] {
  const spans = [
    ...findings.flatMap((finding) => [
      finding.span,
      ...finding.trace.map((step) => step.span),
      ...('reachedFrom' in finding ? (finding.reachedFrom ?? []) : []).map((step) => step.span),
      ...placesOf(finding.governance),
    ]),
    ...diagnostics.flatMap(({ span }) => span ?? []),
  ];
  const wanted = new Set(spans.map(({ file }) => file));
  return [...parsed.modules.map(({ file }) => file), ...parsed.starts.sources.keys()]
    .flatMap((file) => (wanted.has(shown(file)) ? (parsed.sourceOf(file) ?? []) : []))
    .map((source) => source.excerptOf?.whole ?? source)
    .sort((a, b) => comparePaths(a.file, b.file));
}
