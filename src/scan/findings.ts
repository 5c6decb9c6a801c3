import { spanAt, type Source } from '../base/index.ts';
import type { Language } from './ir.ts';
import type { Finding, Governance, ToolRisk, TraceStep } from './report.ts';
import type { Place, Sink } from './resolve/sink.ts';
import type { FoundToolRisk } from './tool-risks/find-tool-risks.ts';
import { TOOL_DANGERS } from './tool-risks/tool-danger.ts';

export interface FindingContext {
  /** The text of a project file, under the name it is shown by. */
  sourceOf(file: string): Source;
  languageOf(file: string): Language;
  isTest(file: string): boolean;
  /** The version of an SDK for a file, where it is asked for and known. */
  versionOf(sdk: string, language: Language, file: string): string | undefined;
  /** Only Aegis governs. */
  readonly isStrict: boolean;
}

/** What a sink is to the user. Suppression and fingerprint are added by who knows the other findings of the file. */
export function toFinding(sink: Sink, context: FindingContext): Omit<Finding, 'fingerprint' | 'suppression'> {
  const { file, call, sdk, kind, risk, confidence, gates, isService, models } = sink;
  const language = context.languageOf(file);
  const version = isService ? undefined : context.versionOf(sdk, language, file);
  const source = context.sourceOf(file);
  return {
    code: 'AEG3001',
    span: spanAt(source, call.start, call.end),
    call: folded(source.text.slice(call.callee.start, call.callee.end)),
    sdk,
    ...(version === undefined ? {} : { sdkVersion: version }),
    ...(isService ? { isService } : {}),
    language,
    kind,
    risk,
    confidence,
    governance: governanceOf(sink, context),
    trace: sink.trace.map((place) => toStep(place, context)),
    ...(sink.reachedFrom.length === 0
      ? {}
      : { reachedFrom: sink.reachedFrom.map((place) => toStep(place, context)) }),
    gates,
    ...(models.length === 0 ? {} : { models }),
  };
}

/** What a tool risk is to the user. */
export function toToolRisk(
  found: FoundToolRisk,
  context: FindingContext,
): Omit<ToolRisk, 'fingerprint' | 'suppression'> {
  const { file, call, danger, tool, input } = found;
  const source = context.sourceOf(file);
  return {
    code: TOOL_DANGERS[danger].code,
    span: spanAt(source, call.start, call.end),
    call: folded(source.text.slice(call.callee.start, call.callee.end)),
    language: context.languageOf(file),
    risk: TOOL_DANGERS[danger].risk,
    governance: context.isTest(tool.at.file) ? { state: 'test' } : governanceOf(found, context),
    trace: found.trace.map((place) => toStep(place, context)),
    tool: { name: tool.name, span: spanOf(tool.at, context) },
    argument: input,
  };
}

/** Code on one line: without the white space around dots and brackets that breaking it over lines brings. */
export function folded(code: string): string {
  return code
    .trim()
    .replace(/\s*\n\s*/g, '\n')
    .replace(/\n(?=[.)\]}])|(?<=[.([{])\n/g, '')
    .replace(/\n/g, ' ');
}

function governanceOf(sink: Pick<Sink, 'file' | 'governance'>, context: FindingContext): Governance {
  if (context.isTest(sink.file)) return { state: 'test' };
  const { governance } = sink;
  switch (governance.state) {
    case 'ungoverned': {
      const { ineffective } = governance;
      if (ineffective === undefined) return { state: 'ungoverned' };
      return {
        state: 'ungoverned',
        ineffective: { by: ineffective.by, at: spanOf(ineffective.at, context) },
      };
    }
    case 'governed':
      return { state: 'governed', by: governance.by, at: spanOf(governance.at, context) };
    case 'governed-elsewhere':
      return context.isStrict
        ? { state: 'ungoverned' }
        : { state: 'governed-elsewhere', by: governance.by, at: spanOf(governance.at, context) };
  }
}

function toStep(place: Place, context: FindingContext): TraceStep {
  const text = folded(context.sourceOf(place.file).text.slice(place.start, place.end));
  return { text: shortened(text), span: spanOf(place, context) };
}

function spanOf(place: Place, context: FindingContext): TraceStep['span'] {
  return spanAt(context.sourceOf(place.file), place.start, place.end);
}

const LONGEST_STEP = 120;

function shortened(text: string): string {
  const characters = Array.from(text.slice(0, LONGEST_STEP * 2));
  return characters.length <= LONGEST_STEP && text.length <= LONGEST_STEP * 2
    ? text
    : `${characters.slice(0, LONGEST_STEP - 1).join('')}…`;
}
