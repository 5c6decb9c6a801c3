import { AegisBug, type Json } from '../base/index.ts';
import { DIMENSIONS, type Approval } from '../model/index.ts';
import { formatDocument, loadPolicy, readDocument, type LoadedPolicy } from '../policy/index.ts';
import type { Region } from './meaning/rules.ts';
import type { DraftRule } from './meaning/rules.ts';
import type { Meaning, Statement } from './meaning/statement.ts';

/** A rule with the name it has in the policy. */
export interface NamedRule extends DraftRule {
  readonly name: string;
  /** Set where what was said of it is not proved; the policy says so with a tag. */
  readonly isNotProved?: true;
}

/** What a policy claims about itself: nothing of these is decided more loosely. */
export interface Claim {
  readonly name: string;
  readonly from: Statement;
  readonly region: Region;
  readonly except: readonly Region[];
  readonly approval: readonly Approval[];
}

/** What is to be written. */
export interface DraftPolicy {
  readonly meaning: Meaning;
  readonly rules: readonly NamedRule[];
  readonly claims: readonly Claim[];
}

const FILE = 'autopolicy.yaml';

/** The policy, loaded from the text that is written: in canonical layout, each rule below the words it came from. */
export function writePolicy(draft: DraftPolicy, text: string): LoadedPolicy {
  const plain = formatted(JSON.stringify(policyJson(draft, text)));
  const commented = withComments(plain, draft, text);
  const document = readDocument(FILE, new TextEncoder().encode(commented));
  const loaded = document.ok ? loadPolicy(document.value) : document;
  if (!loaded.ok)
    throw new AegisBug(
      `a generated policy does not load: ${loaded.error.map(({ message }) => message).join('; ')}`,
    );
  return loaded.value;
}

function formatted(text: string): string {
  const document = readDocument(FILE, new TextEncoder().encode(text));
  if (!document.ok)
    throw new AegisBug(
      `a generated policy cannot be read: ${document.error.map(({ message }) => message).join('; ')}`,
    );
  return formatDocument(document.value);
}

function policyJson({ meaning, rules, claims }: DraftPolicy, text: string): Json {
  const { rest, timezone } = meaning;
  const approval = rest?.approval ?? 'approve';
  return {
    version: '1',
    ...(timezone === undefined ? {} : { timezone }),
    defaults: { risk_level: rest?.risk ?? DEFAULT_RISKS[approval], approval },
    rules:
      rules.length === 0
        ? [
            {
              name: 'everything',
              match: { type: '*' },
              risk_level: rest?.risk ?? DEFAULT_RISKS[approval],
              approval,
            },
          ]
        : rules.map((rule) => ruleJson(rule, text)),
    ...(claims.length === 0 ? {} : { invariants: claims.map((claim) => claimJson(claim)) }),
  };
}

const DEFAULT_RISKS = { auto: 'low', approve: 'medium', block: 'high' } as const;

export function ruleJson(
  { name, match, conditions, riskLevel, approval, from, isNotProved }: NamedRule,
  text: string,
): Readonly<Record<string, Json>> {
  return {
    name,
    match: matchJson(match),
    ...(conditions === undefined ? {} : { conditions: conditions }),
    risk_level: riskLevel,
    approval,
    ...(approval === 'auto' ? {} : { reason: wordsOf(from, text) }),
    ...(isNotProved === true ? { tags: ['not-proved'] } : {}),
  };
}

function claimJson({ name, region, except, approval }: Claim): Json {
  return {
    name,
    never: {
      ...regionJson(region),
      ...(except.length === 0 ? {} : { except: except.map((one) => regionJson(one)) }),
      approval: approval.length === 1 ? (approval[0] ?? '') : approval,
    },
  };
}

export function regionJson({ match, conditions }: Region): Readonly<Record<string, Json>> {
  return { match: matchJson(match), ...(conditions === undefined ? {} : { conditions: conditions }) };
}

function matchJson(match: Region['match']): Readonly<Record<string, Json>> {
  const sides = DIMENSIONS.map((side) => [side, match[side]] as const).filter(
    ([side, globs]) => side === 'type' || globs.length !== 1 || globs[0] !== '*',
  );
  return Object.fromEntries(
    sides.map(([side, globs]) => [side, globs.length === 1 ? (globs[0] ?? '') : globs]),
  );
}

const MOST_WORDS = 160;

/** The words of the text that a statement came from, on one line. */
export function wordsOf({ place }: Pick<Statement, 'place'>, text: string): string {
  const words = text
    .slice(place.start, place.end)
    .replace(/[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad]+/g, ' ')
    .trim();
  return words.length <= MOST_WORDS ? words : `${words.slice(0, MOST_WORDS - 3)}...`;
}

/** Puts the words above each rule; rules of the same words one after another share them. */
function withComments(plain: string, { rules, meaning }: DraftPolicy, text: string): string {
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  return plain
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('defaults:') && meaning.rest !== undefined)
        return [`# ${wordsOf(meaning.rest, text)}`, line];
      const [, name] = /^ {2}- name: (\S+)$/.exec(line) ?? [];
      const rule = name === undefined ? undefined : byName.get(name.replace(/^['"]|['"]$/g, ''));
      if (rule === undefined) return [line];
      return [`  # ${originOf(rule, text)}`, line];
    })
    .join('\n');
}

/** The words that a rule came from, as the comment above it says them. */
export function originOf({ from, and }: NamedRule, text: string): string {
  const words = [from, ...(and === undefined ? [] : [and])].map((one) => wordsOf(one, text));
  const note = from.isImplied ? ' (the rest)' : from.exceptionTo === undefined ? '' : ' (the exception)';
  return `${[...new Set(words)].join(' / ')}${note}`;
}
