import { beforeAll, describe, expect, it } from 'vitest';
import type { CatalogCall, CatalogRow } from '../../../src/scan/catalog/catalog.ts';
import type { FrontEnd, Language, ModuleIr } from '../../../src/scan/ir.ts';
import { findSinks, type Sink } from '../../../src/scan/resolve/index.ts';
import { frontEnds, shippedCatalog } from '../resolve/project-in-folder.ts';
import { snippetOf, type Manner, type Origin, type Snippet } from './snippet.ts';

interface Specimen {
  readonly row: CatalogRow;
  readonly call: CatalogCall;
  readonly manner: Manner;
  readonly file: string;
  readonly snippet: Snippet;
}

const catalog = shippedCatalog();
const MANNERS: readonly Manner[] = ['plain', 'aliased', 'look-alike'];
const EXTENSION: Readonly<Record<Language, string>> = { typescript: '.ts', python: '.py' };

let ends: readonly FrontEnd[] = [];
beforeAll(async () => {
  ends = await frontEnds();
});

describe.each<Language>(['typescript', 'python'])('every call of the catalogue in %s', (language) => {
  const specimens = specimensOf(language);

  it.each<Manner>(['plain', 'aliased'])('is recognised when the package is brought in %s', (manner) => {
    const wanted = specimens.filter((specimen) => specimen.manner === manner);
    const sinks = sinksIn(language, wanted);
    expect(wanted.filter((specimen) => !isRecognised(specimen, sinks)).map(describeMiss(sinks))).toEqual([]);
  });

  it('is recognised on a receiver of every origin that its row names', () => {
    const wanted = originsOf(language);
    const sinks = sinksIn(language, wanted);
    expect(wanted.filter((specimen) => !isRecognised(specimen, sinks)).map(describeMiss(sinks))).toEqual([]);
  });

  it('is passed over when the names are the own ones of the project', () => {
    const wanted = specimens.filter(({ manner }) => manner === 'look-alike');
    const sinks = sinksIn(language, wanted).filter(({ confidence }) => confidence !== 'heuristic');
    expect(sinks.map(({ file, sdk }) => `${file}: ${sdk}`)).toEqual([]);
  });
});

function specimensOf(language: Language): readonly Specimen[] {
  const rows = catalog.rows.filter((row) => row.language === language);
  return rows.flatMap((row, rowIndex) =>
    row.calls.flatMap((call, callIndex) =>
      MANNERS.map((manner) => {
        const folder = `${String(rowIndex)}-${row.package.replaceAll(/\W+/g, '-')}`;
        const file = `${manner}/${folder}/call-${String(callIndex)}${EXTENSION[language]}`;
        return { row, call, manner, file, snippet: snippetOf(row, call, manner) };
      }),
    ),
  );
}

const FORMS = ['classes', 'values', 'decorators', 'same', 'piped'] as const;

function originsOf(language: Language): readonly Specimen[] {
  const rows = catalog.rows.filter((row) => row.language === language);
  return rows.flatMap((row, rowIndex) =>
    row.calls
      .filter((call, index) => row.calls.findIndex((other) => typeOf(other) === typeOf(call)) === index)
      .flatMap((call) => origins(row, typeOf(call)).map((origin) => [call, origin] as const))
      .map(([call, origin], index) => {
        const file = `origins/${String(rowIndex)}/call-${String(index)}${EXTENSION[language]}`;
        return { row, call, manner: 'plain', file, snippet: snippetOf(row, call, 'plain', origin) };
      }),
  );
}

function origins(row: CatalogRow, type: string | undefined): readonly Origin[] {
  if (type === undefined) return [];
  return FORMS.flatMap((form) => (row.types[type]?.[form] ?? []).map((path) => ({ type, form, path })));
}

function typeOf({ path }: CatalogCall): string | undefined {
  return /^\$(\w+)/.exec(path)?.[1];
}

function sinksIn(language: Language, specimens: readonly Specimen[]): readonly Sink[] {
  const end = ends.find((each) => each.language === language);
  const modules = specimens.map(({ file, snippet }) => lower(end, file, snippet.text));
  return findSinks(
    { modules: [...modules].sort((a, b) => (a.file < b.file ? -1 : 1)), locate: () => undefined },
    catalog,
  );
}

function lower(end: FrontEnd | undefined, file: string, text: string): ModuleIr {
  const ir = end?.lower(file, text);
  if (ir === undefined || 'unreadable' in ir || ir.partial) throw new Error(`cannot read ${file}:\n${text}`);
  return ir;
}

function isRecognised({ row, call, file, snippet }: Specimen, sinks: readonly Sink[]): boolean {
  const start = snippet.text.lastIndexOf(snippet.call);
  const found = sinks.filter((sink) => sink.file === file && sink.call.start >= start);
  return (
    found.length === 1 &&
    found.every(
      (sink) =>
        sink.sdk === row.package &&
        sink.kind === call.kind &&
        sink.risk === call.risk &&
        sink.confidence === 'resolved' &&
        sink.call.end === start + snippet.call.length,
    )
  );
}

function describeMiss(sinks: readonly Sink[]): (specimen: Specimen) => string {
  return ({ row, file, snippet }) => {
    const found = sinks
      .filter((sink) => sink.file === file)
      .map(({ sdk, kind, confidence }) => `${sdk} ${kind} ${confidence}`);
    return `${row.package}: found [${found.join(', ')}] in\n${snippet.text}`;
  };
}
