import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DirectoryEntry, FileReader, ReadResult } from '../../../src/base/index.ts';
import { nodeFileReader } from '../../../src/platform/index.ts';
import {
  createFrontEndSources,
  scan,
  type Catalog,
  type FrontEndSource,
  type HostRow,
  type ScanInput,
  type ScanOutcome,
} from '../../../src/scan/index.ts';

const require = createRequire(import.meta.url);

/** One SDK in both languages and one host. */
export const catalog: Catalog = smallCatalog();

export const frontEnds: readonly FrontEndSource[] = createFrontEndSources(() => ({
  runtime: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
  grammar: readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
}));

/** The absolute path of a fixture of this folder's tests, with `/`. */
export function fixture(name: string): string {
  return join(import.meta.dirname, '../../../fixtures/scan-driver', name).replaceAll('\\', '/');
}

/** Scans a folder of this machine, or some files and folders in it. */
export function scanFolder(
  root: string,
  operands: readonly string[] = [''],
  more: Partial<ScanInput> = {},
): Promise<ScanOutcome> {
  return scan({
    files: nodeFileReader,
    root,
    operands: operands.map((operand) => (operand === '' ? root : `${root}/${operand}`)),
    catalog,
    frontEnds,
    ...more,
  });
}

/** Scans a project given as texts by path; a text may be bytes. */
export function scanTexts(
  texts: Readonly<Record<string, string | Uint8Array>>,
  more: Partial<ScanInput> & { readonly named?: readonly string[] } = {},
): Promise<ScanOutcome> {
  const { named = [''], ...rest } = more;
  return scanFolder('/project', named, { files: memoryFiles('/project', texts), ...rest });
}

/** `file:line call governance`, for each finding. */
export function brief(outcome: ScanOutcome): readonly string[] {
  return outcome.findings.map(
    ({ span, call, governance, suppression }) =>
      `${span.file}:${span.start.line} ${call} ${suppression === undefined ? governance.state : 'suppressed'}`,
  );
}

/** A tree of files in memory. */
export function memoryFiles(root: string, texts: Readonly<Record<string, string | Uint8Array>>): FileReader {
  const contents = new Map(
    Object.entries(texts).map(([path, text]) => [
      `${root}/${path}`,
      typeof text === 'string' ? new TextEncoder().encode(text) : text,
    ]),
  );
  const folders = new Map<string, Map<string, DirectoryEntry['kind']>>([[root, new Map()]]);
  for (const path of contents.keys()) {
    let kind: DirectoryEntry['kind'] = 'file';
    for (let at = path; at !== root; at = at.slice(0, at.lastIndexOf('/'))) {
      const folder = at.slice(0, at.lastIndexOf('/'));
      const entries = folders.get(folder) ?? new Map<string, DirectoryEntry['kind']>();
      entries.set(at.slice(folder.length + 1), kind);
      folders.set(folder, entries);
      kind = 'directory';
    }
  }
  const missing: ReadResult<never> = { ok: false, error: 'missing' };
  return {
    readBytes: (path, maxBytes) => {
      const bytes = contents.get(path);
      if (bytes === undefined) return folders.has(path) ? { ok: false, error: 'not-a-file' } : missing;
      return bytes.length > maxBytes ? { ok: false, error: 'too-large' } : { ok: true, value: bytes };
    },
    list: (path) => {
      const entries = folders.get(path);
      if (entries === undefined)
        return contents.has(path) ? { ok: false, error: 'not-a-directory' } : missing;
      return { ok: true, value: [...entries].map(([name, kind]) => ({ name, kind })) };
    },
    stat: (path) => {
      const bytes = contents.get(path);
      if (bytes !== undefined) return { ok: true, value: { kind: 'file', size: bytes.length } };
      return folders.has(path) ? { ok: true, value: { kind: 'directory', size: 0 } } : missing;
    },
    realPath: (path) => (contents.has(path) || folders.has(path) ? { ok: true, value: path } : missing),
  };
}

function smallCatalog(): Catalog {
  const facts = { source: 'written for this test', date: '2026-11-01' };
  const client = { classes: ['OpenAI', 'AsyncOpenAI', 'default'], same: ['with_options()', 'withOptions()'] };
  const call = {
    path: '$client.chat.completions.create',
    kind: 'llm_call',
    risk: 'medium',
    distinctive: true,
  } as const;
  const gates = [{ name: '`tool_guard` of openai', option: 'tool_guard' }];
  const openai = {
    package: 'openai',
    modules: ['openai'],
    types: { client },
    calls: [call],
    gates,
    ...facts,
  };
  const host = {
    paths: ['/v1/chat/completions'],
    except: ['/v1/models'],
    kind: 'raw_http',
    risk: 'medium',
    ...facts,
  };
  return {
    version: 'test',
    rows: [
      { ...openai, language: 'python' },
      { ...openai, language: 'typescript' },
    ],
    hosts: [{ name: 'api.openai.com', hosts: ['api.openai.com'], ...host } as HostRow],
  };
}
