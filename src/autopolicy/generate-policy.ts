import { createSource, err, ok, spanAt, type Diagnostic, type Result, type Source } from '../base/index.ts';
import type { Limits } from '../analysis/index.ts';
import type { LoadedPolicy } from '../policy/index.ts';
import { AUTOPOLICY_CODES, type AutopolicyCode } from './autopolicy-codes.ts';
import { checked, type CheckedPolicy } from './check.ts';
import { readText, type ReadText } from './grammar/read-text.ts';
import { meaningOf, type Contradiction } from './meaning/meaning-of.ts';
import type { Meaning, Statement } from './meaning/statement.ts';
import { wordsOf, type Claim, type NamedRule } from './policy-text.ts';
import type { Clause, Misunderstanding, Place } from './syntax.ts';

export interface GenerateOptions {
  /** IANA names of time zones, of which a text may name one or its city; `Intl.supportedValuesOf('timeZone')`. */
  readonly zones: readonly string[];
  /** Leave out what was not understood instead of refusing the text. */
  readonly allowPartial?: boolean;
  /** The name of the text in diagnostics. */
  readonly file?: string;
  /** How much may be asked to prove the policy; what costs more is said in a note. */
  readonly limits?: Limits;
}

/** A policy that was made from a text, with all that is to be told about it. */
export interface GeneratedPolicy {
  /** Loaded from its text, which is in the layout of `aegis fmt` with the words above each rule. */
  readonly loaded: LoadedPolicy;
  readonly source: Source;
  /** Overlaps, words that were left out, times without a zone. */
  readonly notes: readonly Diagnostic[];
  readonly clauses: readonly Clause[];
  readonly meaning: Meaning;
  readonly rules: readonly NamedRule[];
  /** What the policy claims about itself, each proved. */
  readonly claims: readonly Claim[];
  /** What was said and is written, but is not proved: each has a note, too. */
  readonly notProved: readonly Statement[];
}

/**
 * The policy that says what a text in plain English says, with its claims proved, or everything in the text that was not
 * understood or contradicts itself. The result never depends on the order of independent sentences.
 *
 * @example
 * const made = generatePolicy('block deletes on production, allow reads', { zones: [] });
 * if (made.ok) console.log(made.value.loaded.source.text);
 */
export function generatePolicy(
  text: string,
  options: GenerateOptions,
): Result<GeneratedPolicy, readonly Diagnostic[]> {
  const source = createSource(options.file ?? '<text>', text);
  const read = readText(text, options.zones);
  if (read.clauses.length > MOST_CLAUSES) return err([tooMuch(source, read.clauses.length)]);
  const isPartial = options.allowPartial === true;
  const problems = read.problems.map((problem) => misunderstanding(source, problem, isPartial));
  const clauses = read.problems.length > 0 ? read.certain : read.clauses;
  if (problems.length > 0 && !isPartial) return err(problems);
  if (clauses.length === 0) return err([...problems, nothingSaid(source)]);
  const { meaning, contradictions } = meaningOf(clauses);
  const against = contradictions.map((one) => contradiction(source, one, isPartial));
  if (against.length > 0 && !isPartial) return err(against);
  const result = checked(meaning, text, options.limits);
  const lost = result.lost.map(({ statement, to }) =>
    contradiction(
      source,
      { a: statement.place, b: to.place, why: 'the stricter leaves nothing of the other' },
      isPartial,
    ),
  );
  if (lost.length > 0 && !isPartial) return err(lost);
  const { loaded, rules, claims, notProved } = result;
  const notes = [
    ...problems,
    ...against,
    ...lost,
    ...overlapNotes(source, result),
    ...proofNotes(source, result),
    ...zoneNotes(source, read, meaning),
  ];
  return ok({ loaded, rules, claims, notProved, source, notes, clauses, meaning });
}

/** More than a person would check; each is compared with every other. */
const MOST_CLAUSES = 100;

function tooMuch(source: Source, count: number): Diagnostic {
  return diagnostic('AEG8038', `too many clauses: ${count}, and ${MOST_CLAUSES} are read at once`, {
    span: spanAt(source, 0, source.text.length),
    help: 'make a policy of the first, and add the others with `--append`',
  });
}

function diagnostic(code: AutopolicyCode, message: string, more: Partial<Diagnostic>): Diagnostic {
  return { code, severity: AUTOPOLICY_CODES[code].severity, message, ...more };
}

const KINDS: Readonly<Record<Misunderstanding['kind'], string>> = {
  words: 'not understood',
  incomplete: 'this does not say what is to happen to which actions',
  reference: 'it is not clear what this refers to',
  number: 'this amount is not clear',
  time: 'this time is not clear',
  zone: 'this time zone is not known',
  question: 'this is a question',
};

const PHRASINGS =
  'say `block ..`, `allow ..` or `require approval for ..` with what is done, as in `block deletes on production`, `refunds over $500 need approval`, `agents may read tickets`';

function misunderstanding(
  source: Source,
  { kind, start, end, help }: Misunderstanding,
  isPartial: boolean,
): Diagnostic {
  const words = source.text.slice(start, end).replace(/\s+/g, ' ').trim();
  return diagnostic(
    isPartial ? 'AEG8033' : 'AEG8030',
    `${isPartial ? 'left out' : KINDS[kind]}: \`${words}\``,
    {
      span: spanAt(source, start, end),
      label: isPartial ? KINDS[kind] : (help ?? KINDS[kind]),
      help: help ?? PHRASINGS,
    },
  );
}

function nothingSaid(source: Source): Diagnostic {
  return diagnostic('AEG8035', 'the text says nothing about actions', {
    span: spanAt(source, 0, source.text.length),
    help: PHRASINGS,
  });
}

function contradiction(source: Source, { a, b, why }: Contradiction, isPartial: boolean): Diagnostic {
  const quote = (place: Place): string => `\`${wordsOf({ place }, source.text)}\``;
  const base = diagnostic('AEG8031', `${quote(a)} and ${quote(b)} cannot both be kept`, {
    span: spanAt(source, a.start, a.end),
    label: why,
    related: [{ message: 'the other', span: spanAt(source, b.start, b.end) }],
    help: 'say only one of them, or make the one an exception of the other: `block deletes except in staging`',
  });
  return isPartial ? { ...base, severity: 'warning' } : base;
}

function overlapNotes(source: Source, { overlaps }: CheckedPolicy): readonly Diagnostic[] {
  return overlaps.map(({ looser, stricter, example }) =>
    diagnostic(
      'AEG8032',
      `\`${wordsOf(looser, source.text)}\` and \`${wordsOf(stricter, source.text)}\` overlap: kept the stricter`,
      {
        span: spanAt(source, stricter.place.start, stricter.place.end),
        ...(example === undefined ? {} : { help: `such as ${example}` }),
      },
    ),
  );
}

function proofNotes(source: Source, { notProved }: CheckedPolicy): readonly Diagnostic[] {
  return notProved.map((statement) =>
    diagnostic('AEG8037', `not proved: \`${wordsOf(statement, source.text)}\``, {
      span: spanAt(source, statement.place.start, statement.place.end),
      label: 'the rule is written; the proof that it always decides costs too much',
      help: 'say it in fewer or simpler clauses, and try the policy with `aegis simulate`',
    }),
  );
}

function zoneNotes(source: Source, read: ReadText, { timezone }: Meaning): readonly Diagnostic[] {
  const timed = read.clauses.find(({ phrases }) =>
    phrases.some(({ conditions }) => JSON.stringify(conditions).includes('"time"')),
  );
  if (timezone !== undefined || timed === undefined) return [];
  const span = spanAt(source, timed.place.start, timed.place.end);
  return [
    diagnostic('AEG8036', 'times are read in UTC', {
      span,
      help: 'name a zone or a city, as in `after 18:00 in Berlin`',
    }),
  ];
}
