import { ENVIRONMENTS, GENERIC, HEADS, LIGHT_NAMES, TELLS_LITTLE, verbEntry, type Verb } from '../lexicon.ts';
import type { ActionPhrase, Thing } from '../syntax.ts';
import type { Match } from '../../model/index.ts';

/** A prohibition covers every name that may be meant, a permission only names that surely are. */
export type Reach = 'wide' | 'narrow';

/** The names of the actions of a phrase; several matches where the thing may be in the type or in the target. */
export function matchesOf(
  phrase: ActionPhrase,
  reach: Reach,
  without: ReadonlySet<string>,
): readonly Match[] {
  return reach === 'wide' ? wideMatches(phrase, without) : narrowMatches(phrase);
}

const ALL: readonly string[] = ['*'];

function wideMatches(phrase: ActionPhrase, without: ReadonlySet<string>): readonly Match[] {
  const agent = phrase.agents.length === 0 ? ALL : phrase.agents.flatMap((thing) => wideGlobs(thing));
  const verbs = phrase.names.length > 0 ? undefined : wideVerb(phrase, without);
  const bare =
    phrase.names.length > 0 ? phrase.names.map((name) => globOfName(name, 'wide')) : verbGlobs(verbs);
  const environments = phrase.places.filter(({ environment }) => environment !== undefined);
  const sites = concrete(phrase.places.filter(({ environment }) => environment === undefined));
  const objects = concrete(
    phrase.objects.filter((thing) => !isSwallowed(phrase, thing)).length < phrase.objects.length
      ? []
      : phrase.objects,
  );
  const inPlace =
    environments.length === 0 ? ALL : environments.flatMap((thing) => environmentGlobs(thing, 'wide'));
  const match = (type: readonly string[], target: readonly string[]): Match => ({ type, target, agent });
  if (phrase.names.length > 0 || (objects.length === 0 && sites.length === 0))
    return [match(bare, sites.length === 0 ? inPlace : sites.flatMap((thing) => wideGlobs(thing)))];
  if (objects.length === 0) {
    return [match(withThing(verbs, sites), inPlace), match(bare, both(sites, environments))];
  }
  const named = withThing(verbs, objects);
  const vague = isAnywhere(phrase) ? bare : vagueGlobs(verbs);
  const where = sites.length === 0 ? inPlace : both(sites, environments);
  return [match(named, where), match(vague, both(objects, [...environments, ...sites]))];
}

/** Who may not touch a thing may not touch it whatever the action is called. */
function isAnywhere({ verbs }: ActionPhrase): boolean {
  return verbs !== 'any' && verbs.some(({ id }) => id === 'access');
}

function narrowMatches(phrase: ActionPhrase): readonly Match[] {
  const agent = phrase.agents.length === 0 ? ALL : phrase.agents.flatMap((thing) => narrowGlobs(thing));
  const places =
    phrase.places.length === 0
      ? ALL
      : phrase.places.flatMap((thing) =>
          thing.environment === undefined ? narrowGlobs(thing) : environmentGlobs(thing, 'narrow'),
        );
  const match = (type: readonly string[], target: readonly string[]): Match => ({ type, target, agent });
  if (phrase.names.length > 0)
    return [
      match(
        phrase.names.map((name) => globOfName(name, 'narrow')),
        places,
      ),
    ];
  const verbs = narrowVerbs(phrase);
  const isReading = verbs.every(({ id }) => id === 'read');
  const objects = phrase.objects.filter((thing) => !(isReading && isGeneric(thing)));
  if (phrase.verbs === 'any' && objects.length === 0) return [match(ALL, places)];
  if (objects.length === 0)
    return [
      match(
        verbs.flatMap((verb) => narrowTypes(verb)),
        places,
      ),
    ];
  const types = objects.flatMap((thing) => narrowTypesWith(verbs, thing));
  if (phrase.places.length > 0) return [match(types, places)];
  return [
    match(types, ALL),
    match(
      verbs.flatMap((verb) => narrowTypes(verb)),
      objects.flatMap((thing) => narrowGlobs(thing)),
    ),
  ];
}

/** Whose names a permission covers where no verb was said, or one that says little. */
function narrowVerbs({ verbs }: ActionPhrase): readonly Verb[] {
  if (verbs === 'any') return [{ id: 'handle' }];
  return verbs.flatMap((verb) => (verb.id === 'access' ? [{ id: 'read' }] : [verb, ...coveredBy(verb)]));
}

function coveredBy({ id }: Verb): readonly Verb[] {
  return (verbEntry(id).covers ?? []).map((covered) => ({ id: covered }));
}

// --- types, wide ---------------------------------------------------------------------------------------------------

/** `run shell commands` is to run, whatever is run. */
function isSwallowed({ verbs }: ActionPhrase, { words }: Thing): boolean {
  if (verbs === 'any' || words.length === 0) return false;
  const swallowed = new Set(verbs.flatMap(({ id }) => verbEntry(id).swallows ?? []));
  return words.every((word) => swallowed.has(singularOf(word)));
}

interface WideVerb {
  /** Anywhere in the name. */
  readonly stems: readonly string[];
  /** At the beginning of a word. */
  readonly begins: readonly string[];
  /** At the beginning of the name. */
  readonly first: readonly string[];
}

/** Nothing where whatever is done is meant. */
function wideVerb({ verbs, conditions }: ActionPhrase, without: ReadonlySet<string>): WideVerb | undefined {
  if (verbs === 'any' || verbs.some(({ id }) => verbEntry(id).anything === true)) return undefined;
  const isBounded = conditions.some(({ kind }) => kind === 'number');
  const parts = unique(verbs.flatMap((verb) => wideParts(verb, isBounded))).filter(
    (part) => !without.has(part),
  );
  return {
    stems: shortest(parts.filter((part) => !/^[=^]/.test(part))),
    begins: marked(parts, '='),
    first: marked(parts, '^'),
  };
}

export function wideParts(verb: Verb, isBounded: boolean): readonly string[] {
  const entry = verbEntry(verb.id);
  if (verb.own !== undefined && entry.ownIsWide !== true)
    return [verb.own.length > 4 ? verb.own.replace(/[ey]$/, '') : verb.own];
  const covered = (entry.covers ?? []).flatMap((id) => wideParts({ id }, isBounded));
  const destroyed =
    entry.destroys === true && !isBounded
      ? ['delete', 'drop', 'truncate'].flatMap((id) => wideParts({ id }, isBounded))
      : [];
  return [...entry.strict, ...covered, ...destroyed];
}

function marked(parts: readonly string[], mark: string): readonly string[] {
  return parts.filter((part) => part.startsWith(mark)).map((part) => part.slice(1));
}

/** Without those that contain another. */
function shortest(stems: readonly string[]): readonly string[] {
  return stems.filter((stem) => !stems.some((other) => other !== stem && stem.includes(other)));
}

function verbGlobs(verb: WideVerb | undefined): readonly string[] {
  if (verb === undefined) return ALL;
  const { stems, begins, first } = verb;
  return [
    ...(stems.length === 0 ? [] : [`*${choice(stems)}*`]),
    ...(begins.length === 0 ? [] : [`{,*[!a-z]}${choice(begins)}*`]),
    ...(first.length === 0 ? [] : [`{,*[.:/]}${choice(first)}*`]),
  ];
}

function withThing(verb: WideVerb | undefined, things: readonly Thing[]): readonly string[] {
  const noun = choice(things.map((thing) => fragmentOf(thing)));
  if (verb === undefined) return [`*${noun}*`];
  const { stems, begins, first } = verb;
  return [
    ...(first.length === 0 ? [] : [`{,*[.:/]}${choice(first)}*${noun}*`]),
    ...(stems.length === 0 ? [] : [`*${choice(stems)}*${noun}*`, `*${noun}*${choice(stems)}*`]),
    ...(begins.length === 0
      ? []
      : [`{,*[!a-z]}${choice(begins)}*${noun}*`, `*${noun}*[!a-z]${choice(begins)}*`]),
  ];
}

/** Types that do not say what they are about, so that the target must. */
function vagueGlobs(verb: WideVerb | undefined): readonly string[] {
  const nouns = choice(TELLS_LITTLE);
  if (verb === undefined)
    return [
      `*${nouns}*`,
      '{,*[.:/]}{read,get,list,search,query,select,view,fetch,open,access,create,add,insert,update,edit,modify,change,set,write,put,patch,upsert,delete,remove,drop,purge,send,share,export,download,upload,import,copy,move,merge,run,execute,call,use,pay,approve,process}',
    ];
  const { stems, begins, first } = verb;
  return [
    ...(first.length === 0 ? [] : [`{,*[.:/]}${choice(first)}*`]),
    ...(stems.length === 0
      ? []
      : [
          `{,*[.:/]}{,bulk_,mass_,batch_,hard_,soft_,force_}${choice(stems.map(tight))}{,e,es,ed,ing,ion,al,s,y,ies}`,
          `*${choice(stems)}*${nouns}*`,
        ]),
    ...(begins.length === 0
      ? []
      : [`{,*[.:/]}${choice(begins)}{,s,ed,ing,ment}`, `{,*[!a-z]}${choice(begins)}*${nouns}*`]),
  ];
}

/** `send*mail` with nothing between that says what is sent. */
function tight(stem: string): string {
  return stem.replaceAll('*', '{,_,-,_e,e}');
}

// --- types, narrow -------------------------------------------------------------------------------------------------

function narrowTypes(verb: Verb): readonly string[] {
  const words = narrowWords(verb);
  const things = verbEntry(verb.id).things ?? [];
  const open = words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  const whole = words.filter((word) => !word.endsWith('*'));
  return [
    ...(open.length === 0 ? [] : [`${choice(open)}*`, `*[.:/]${choice(open)}*`]),
    ...(whole.length === 0 ? [] : [`{,*[.:/]}${choice(whole)}{,[!a-z]*}`]),
    ...(things.length === 0 ? [] : [`{,*[.:/]}${choice(LIGHT_NAMES)}{_,-,}${choice(things)}{,s}{,[!a-z]*}`]),
  ];
}

function narrowWords({ id, own }: Verb): readonly string[] {
  const { lenient } = verbEntry(id);
  if (own === undefined) return lenient;
  return [`${own}*`];
}

function narrowTypesWith(verbs: readonly Verb[], thing: Thing): readonly string[] {
  const noun = narrowNoun(thing);
  const words = choice(verbs.flatMap((verb) => narrowWords(verb)).map((word) => word.replace('*', '')));
  const things = verbs.flatMap(({ id }) => verbEntry(id).things ?? []);
  return [
    `{,*[.:/]}${words}{,[_.:/ -],[_.:/ -]*[_.:/ -]}${noun}{,[!a-z]*}`,
    `${noun}[_.:/-]${words}`,
    ...(things.length === 0
      ? []
      : [
          `{,*[.:/]}${choice(LIGHT_NAMES)}[_-]${noun}[_-]${choice(things)}{,s}{,[!a-z]*}`,
          `{,*[.:/]}${choice(LIGHT_NAMES)}[_-]${choice(things)}[_-]{,to_,for_}${noun}{,[!a-z]*}`,
        ]),
  ];
}

// --- things --------------------------------------------------------------------------------------------------------

function isGeneric({ words, name, environment }: Thing): boolean {
  return name === undefined && environment === undefined && words.every((word) => isGenericWord(word));
}

function isGenericWord(word: string): boolean {
  return GENERIC.has(word) || GENERIC.has(word.replace(/ies$/, 'y').replace(/s$/, ''));
}

/** The things that say more than `records` does. */
function concrete(things: readonly Thing[]): readonly Thing[] {
  return things.some((thing) => isGeneric(thing)) ? [] : things;
}

/** Words of a thing without those that say little, if others are left. */
function tellingWords({ words }: Thing): readonly string[] {
  const telling = words.filter((word) => !isGenericWord(word));
  if (telling.length === 0) return words;
  const isHeaded = telling.length > 1 && HEADS.has(singularOf(telling.at(-1) ?? ''));
  return isHeaded ? telling.slice(0, -1) : telling;
}

/** The thing as part of a glob: `temp*file`. */
function fragmentOf(thing: Thing): string {
  if (thing.name !== undefined) return escapeGlob(thing.name);
  return tellingWords(thing)
    .map((word) => escapeGlob(stemOf(word)))
    .join('*');
}

function narrowNoun(thing: Thing): string {
  if (thing.name !== undefined) return escapeGlob(thing.name);
  const words = tellingWords(thing);
  return words
    .map((word, i) => (i === words.length - 1 ? numbersOf(word) : escapeGlob(word.replace(/'.*$/, ''))))
    .join('{_,-, ,.,}');
}

/** Singular and plural. */
function numbersOf(word: string): string {
  const singular = singularOf(word);
  const plural =
    singular.endsWith('y') && !/[aeo]y$/.test(singular)
      ? `${singular.slice(0, -1)}ies`
      : /(?:s|x|ch|sh)$/.test(singular)
        ? `${singular}es`
        : `${singular}s`;
  return `{${escapeGlob(singular)},${escapeGlob(plural)}}`;
}

export function singularOf(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:ses|xes|ches|shes)$/.test(word) && !/(?:ases|nses|urses|rses|uses)$/.test(word))
    return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

/** What singular and plural have in common. */
function stemOf(word: string): string {
  const singular = singularOf(word);
  return singular.endsWith('y') && singular.length > 4 && !/[aeo]y$/.test(singular)
    ? singular.slice(0, -1)
    : singular;
}

function wideGlobs(thing: Thing): readonly string[] {
  if (thing.environment !== undefined) return environmentGlobs(thing, 'wide');
  const fragment = fragmentOf(thing);
  if (fragment.length <= 2) return [`{,*[!a-z]}${fragment}{,[!a-z]*}`];
  return [`*${fragment}*`];
}

function narrowGlobs(thing: Thing): readonly string[] {
  if (thing.name !== undefined) {
    const name = escapeGlob(thing.name);
    return [name.startsWith('/') ? `${name}{,/*}` : name];
  }
  return [`{,*[!a-z]}${narrowNoun(thing)}{,[!a-z]*}`];
}

function environmentGlobs({ environment }: Thing, reach: Reach): readonly string[] {
  const known = ENVIRONMENTS[environment ?? ''];
  if (known === undefined) return ALL;
  return reach === 'wide' ? known.strict : [known.lenient];
}

/** Targets that name a thing, in a place if there is one. */
function both(things: readonly Thing[], places: readonly Thing[]): readonly string[] {
  if (places.length === 0) return things.flatMap((thing) => wideGlobs(thing));
  const noun = choice(things.map((thing) => fragmentOf(thing)));
  const place = choice(
    places.flatMap((one) =>
      one.environment === undefined ? [fragmentOf(one)] : (ENVIRONMENTS[one.environment]?.words ?? []),
    ),
  );
  return [`*${noun}*${place}*`, `*${place}*${noun}*`];
}

function globOfName(name: string, reach: Reach): string {
  const glob = escapeGlob(name);
  return reach === 'narrow' || glob.includes('*') ? glob : `*${glob}*`;
}

/** A star stays a star: names in quotes may be globs. */
function escapeGlob(text: string): string {
  return text.replace(/[?[\]{},\\!^$|]/g, '\\$&');
}

function choice(words: readonly string[]): string {
  const all = unique(words);
  return all.length === 1 ? (all[0] ?? '') : `{${all.join(',')}}`;
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
