import { createSource, sortDiagnostics, type Diagnostic, type Source, type Span } from '../base/index.ts';
import { isBarePolicy, readSettings, type WrittenSettings } from '../config/index.ts';
import {
  loadPolicyOrReference,
  MAX_DOCUMENT_BYTES,
  type Document,
  type LoadedPolicy,
} from '../policy/index.ts';
import type { Context } from './command.ts';
import { documentOf } from './document-of.ts';
import { findPolicy } from './find-policy.ts';
import { filesOnDisk, type PolicyFiles } from './policy-files.ts';
import { problem } from './problem.ts';

/** What came of asking for the policy. `sources` are the texts that the diagnostics point into. */
export type PolicyOutcome =
  | {
      readonly kind: 'loaded';
      /** The file that was asked for: the policy itself may be in one that this one names. */
      readonly file: string;
      readonly loaded: LoadedPolicy;
      readonly sources: readonly Source[];
      /** The settings beside the policy; empty for a bare one. */
      readonly settings: WrittenSettings;
    }
  | {
      /** It was read, and it is no valid policy. */
      readonly kind: 'refused';
      readonly file: string;
      readonly diagnostics: readonly Diagnostic[];
      readonly sources: readonly Source[];
    }
  | {
      /** It could not be read, or there is none. */
      readonly kind: 'unreadable';
      readonly diagnostics: readonly Diagnostic[];
      readonly sources: readonly Source[];
    };

/** The policy that the operand names, or the default one, which is named on standard error. */
export function openPolicy(context: Context, operand?: string): PolicyOutcome {
  const place = findPolicy(context, operand);
  if (!place.ok) return { kind: 'unreadable', diagnostics: place.error, sources: [] };
  const { file, wasFound } = place.value;
  if (wasFound) context.notice(`policy: ${file}`);
  return openPolicyFrom(filesOnDisk(context), file);
}

/** The policy in a file of these; a reference leads to another one of them. */
export function openPolicyFrom(files: PolicyFiles, file: string): PolicyOutcome {
  const read = readAsDocument(files, file);
  if (read.kind !== 'document') return read;
  const { document } = read;
  // Text that is no map is no aegis.yaml either; that it is no policy is all there is to say.
  const hasSettings = document.root.kind === 'map' && !isBarePolicy(document.root);
  const settings = hasSettings ? readSettings(document) : undefined;
  const loaded = loadPolicyOrReference(document);
  const problems = [...(settings?.ok === false ? settings.error : []), ...(loaded.ok ? [] : loaded.error)];
  const sources = [document.source];
  if (!loaded.ok || settings?.ok === false) {
    return { kind: 'refused', file, diagnostics: sortDiagnostics(withoutRepeats(problems)), sources };
  }
  const written: WrittenSettings = settings?.value ?? new Map();
  if (loaded.value.kind === 'policy')
    return { kind: 'loaded', file, loaded: loaded.value, sources, settings: written };
  return followReference(files, file, document.source, loaded.value, written);
}

/** `policy: {path: ...}`: the other file holds the policy, and does not pass the question on. */
function followReference(
  files: PolicyFiles,
  file: string,
  source: Source,
  reference: { readonly path: string; readonly span: Span },
  settings: WrittenSettings,
): PolicyOutcome {
  const target = files.beside(file, reference.path);
  const read = readAsDocument(files, target, reference.span);
  if (read.kind !== 'document') return { ...read, sources: [...read.sources, source] };
  const loaded = loadPolicyOrReference(read.document);
  const sources = [read.document.source, source];
  if (!loaded.ok) return { kind: 'refused', file, diagnostics: sortDiagnostics(loaded.error), sources };
  if (loaded.value.kind === 'policy')
    return { kind: 'loaded', file, loaded: loaded.value, sources, settings };
  const help = `let \`${file}\` name the file that holds the policy itself`;
  const diagnostic = problem('AEG9018', `\`${target}\` only names another file`, { help });
  return { kind: 'refused', file, diagnostics: [{ ...diagnostic, span: loaded.value.span }], sources };
}

type ReadOutcome =
  | { readonly kind: 'document'; readonly document: Document }
  | Exclude<PolicyOutcome, { readonly kind: 'loaded' }>;

function readAsDocument(files: PolicyFiles, file: string, namedAt?: Span): ReadOutcome {
  const bytes = files.read(file, namedAt);
  if (!bytes.ok && bytes.error.kind === 'unreadable') {
    return { kind: 'unreadable', diagnostics: [bytes.error.diagnostic], sources: [] };
  }
  // What is too large to be read at all is refused with the words for a document that is too large.
  const content = bytes.ok ? bytes.value : new Uint8Array(MAX_DOCUMENT_BYTES + 1);
  const document = documentOf(file, content);
  if (document.ok) return { kind: 'document', document: document.value };
  const sources =
    content.length > MAX_DOCUMENT_BYTES ? [] : [createSource(file, new TextDecoder().decode(content))];
  return { kind: 'refused', file, diagnostics: sortDiagnostics(document.error), sources };
}

/** A stray key may be seen both by who reads the policy and by who reads the settings. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((diagnostic) => {
    const key = `${diagnostic.code} ${diagnostic.span?.start.offset ?? -1}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}
