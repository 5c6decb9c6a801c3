import { verbEntry } from '../lexicon.ts';
import { readAmount } from './numbers.ts';
import { readActionNouns } from './phrases.ts';
import { readOfIt } from './clauses/of-it.ts';
import type { Approval } from '../../model/index.ts';
import type { ActionPhrase, Clause } from '../syntax.ts';
import { readActionSubject } from './clauses/action-subject.ts';
import { readActorSubject } from './clauses/actor-subject.ts';
import { readApproverFirst } from './clauses/approver-first.ts';
import { readDefault } from './clauses/default.ts';
import { readDirective } from './clauses/directive.ts';
import { readElliptical } from './clauses/elliptical.ts';
import { readItIs } from './clauses/it-is.ts';
import { readLet } from './clauses/let.ts';
import { readNo } from './clauses/no.ts';
import { readOnlySubject } from './clauses/only-subject.ts';
import { readPassive } from './clauses/passive.ts';
import { readReadOnly, readReadOnlyThing } from './clauses/read-only.ts';
import { READERS, SUBJECTS } from './clauses/readers.ts';
import { withLead } from './clauses/with-lead.ts';
import type { Cursor } from './cursor.ts';
import { type ClauseParts, type DraftPhrase, isBare, newParts, newPhrase } from './draft.ts';
import { readQualifiers } from './qualifiers.ts';

const CONNECTORS = [
  'and',
  'but',
  'also',
  'then',
  'however',
  'so',
  'plus',
  'while',
  'whereas',
  'although',
  'though',
  'yet',
  'and then',
  'but then',
  'in addition',
  'additionally',
  'furthermore',
  'moreover',
  'please',
  'make sure',
  'make sure that',
  'ensure',
  'ensure that',
  'finally',
  'i would like',
  'otherwise ,',
  'note that',
  'and also',
  'that',
  'please make sure',
  'please ensure',
  'be sure',
  'in general ,',
  'first',
  'first of all',
  'next',
  'second',
  'lastly',
  'as well',
  'and please',
  'but please',
  'always',
  'basically',
  'simply',
  ',',
  ';',
  ':',
  'our policy is that',
  'the policy is',
  'the rule is',
  'remember',
  'remember that',
  'i need',
  'oh and',
  'oh ,',
  'oh',
];

/** A clause: what is to happen to which actions. */
export function readClause(c: Cursor): Clause | undefined {
  return c.attempt(() => {
    const start = c.token()?.start ?? 0;
    while (c.eat(...CONNECTORS) !== undefined);
    const parts = newParts();
    return (
      readWhole(c, parts, start, undefined) ??
      c.attempt(() => {
        const lead = readLead(c, parts);
        return lead === undefined ? undefined : readWhole(c, parts, start, lead);
      })
    );
  });
}

/** What stands before: `on weekends`, `for support bots`, `if the amount exceeds $500`. */
function readLead(c: Cursor, parts: ClauseParts): DraftPhrase | undefined {
  const acting = c.attempt(() => readActingLead(c));
  if (acting !== undefined) return acting;
  const lead = newPhrase();
  const isRead = readQualifiers(c, [lead], parts, READERS);
  if (!isRead || (isBare(lead) && parts.marker !== 'without')) return undefined;
  c.eat(',', ':', ', then', 'then', '-');
  return lead;
}

/** `if a payment is above $500`: both what is done and how much. */
function readActingLead(c: Cursor): DraftPhrase | undefined {
  if (c.eat('if', 'when', 'whenever') === undefined) return undefined;
  const [phrase, ...others] = readActionNouns(c, newParts(), SUBJECTS) ?? [];
  if (phrase === undefined || others.length > 0 || phrase.verbs === 'any') return undefined;
  if (!phrase.verbs.every(({ id }) => verbEntry(id).money === true)) return undefined;
  c.eat('is', 'are', 'goes', 'costs');
  const amount = readAmount(c, true);
  const conditions = amount === undefined ? phrase.conditions : [...phrase.conditions, amount];
  if (!conditions.some(({ kind }) => kind === 'number')) return undefined;
  c.eat(',', ', then', 'then');
  return { ...phrase, conditions };
}

function readWhole(
  c: Cursor,
  parts: ClauseParts,
  start: number,
  lead: DraftPhrase | undefined,
): Clause | undefined {
  return c.attempt(() => {
    const read = readCore(c, parts, lead);
    if (read === undefined) return undefined;
    const phrases = lead === undefined ? read : read.map((phrase) => withLead(phrase, lead));
    return clauseOf(c, parts, start, phrases);
  });
}

function clauseOf(
  c: Cursor,
  parts: ClauseParts,
  start: number,
  phrases: readonly ActionPhrase[],
): Clause | undefined {
  const { risk, only, exceptions, isAbsolute, zones } = parts;
  const approval = markedApproval(parts);
  if (approval === undefined && risk === undefined) return undefined;
  const [zone] = zones;
  const other = zones.find((one) => one !== zone);
  if (other !== undefined) {
    c.blame({
      kind: 'zone',
      start,
      end: c.token(-1)?.end ?? start,
      help: `a policy has one time zone, not \`${zone ?? ''}\` and \`${other}\``,
    });
    return undefined;
  }
  const end = c.token(-1)?.end ?? start;
  const trimmed = c.tokens.find(
    (token) => token.start >= start && ![',', 'and', 'but', ':'].includes(token.word),
  );
  return {
    place: { start: trimmed?.start ?? start, end },
    phrases,
    exceptions,
    isAbsolute: isAbsolute && exceptions.length === 0 && approval === 'block',
    ...(approval === undefined ? {} : { approval }),
    ...(risk === undefined ? {} : { risk }),
    ...(only === undefined || approval !== 'auto' ? {} : { only }),
    ...(zone === undefined ? {} : { zone }),
  };
}

/** `block .. unless approved` and `allow .. with approval` both ask; `allow .. without approval` does not. */
function markedApproval({ approval, marker }: ClauseParts): Approval | undefined {
  if (marker === undefined || approval === undefined) return approval;
  if (marker === 'without') return approval === 'auto' ? 'auto' : 'approve';
  return approval === 'block' || approval === 'auto' ? 'approve' : approval;
}

function readCore(
  c: Cursor,
  parts: ClauseParts,
  lead: DraftPhrase | undefined,
): readonly ActionPhrase[] | undefined {
  const tries = [
    readDefault,
    readReadOnlyThing,
    readReadOnly,
    readOnlySubject,
    readNo,
    readDirective,
    readApproverFirst,
    readItIs,
    readActionSubject,
    readActorSubject,
    readOfIt,
    readPassive,
    readLet,
    readElliptical,
  ];
  for (const read of tries) {
    const trial = { ...parts, exceptions: [...parts.exceptions], zones: [...parts.zones] };
    const phrases = c.attempt(() => {
      const result = read(c, trial, lead);
      return result === undefined || !endsHere(c) ? undefined : result;
    });
    if (phrases !== undefined) {
      Object.assign(parts, trial);
      return phrases;
    }
  }
  return undefined;
}

/** Verbs that are never nouns, so that a clause begins with them even where nothing separates it. */
const IMPERATIVES = new Set(['allow', 'block', 'deny', 'forbid', 'permit', 'prohibit', 'require']);

/** A clause ends where the sentence does, or where another can begin. */
function endsHere(c: Cursor): boolean {
  if (c.isAtEnd || IMPERATIVES.has(c.word())) return true;
  if (['while', 'whereas', 'although', 'though', 'but', 'so', 'then', 'and then', ')'].includes(c.word()))
    return true;
  return [',', ';', 'and', 'or', '-', '(', 'however', 'otherwise', 'yet', 'plus', ':'].includes(c.word());
}
