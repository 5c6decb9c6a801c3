import type { Located } from '../document.ts';
import type { Report } from '../report.ts';
import { entryOf, isText, readMap, readString, readStrings, reportUnknownKeys, wrongType } from '../shape.ts';
import type { TextNode } from '../shape.ts';
import type { Atom, ConditionKind, Evidence } from './condition.ts';
import {
  aboutCategory,
  CATEGORIES,
  categoriesNamedBy,
  categoriesOfWord,
  type Category,
} from './semantic-lexicon.ts';
import { textsOf, wordsOf } from './semantic-words.ts';

export const semantic: ConditionKind = {
  key: 'semantic',
  description:
    'A word of the action belongs to a category (or to one of a list, or to one that a phrase names): ' +
    `${CATEGORIES.map((category) => `\`${category}\` ${aboutCategory(category)}`).join('; ')}. ` +
    'Always true or false. `{ask: text}` asks an evaluator instead and is unknown without one.',
  schema: {
    anyOf: [
      { type: 'string', minLength: 1 },
      { type: 'array', minItems: 1, items: { enum: CATEGORIES } },
      {
        type: 'object',
        additionalProperties: false,
        required: ['ask'],
        properties: { ask: { type: 'string', minLength: 1 } },
      },
    ],
    examples: ['destructive', ['financial', 'pii'], { ask: 'Does this promise the customer money?' }],
  },
  parse: (operand, { report }) => {
    const atom = operand.kind === 'map' ? readQuestion(operand, report) : readCategories(operand, report);
    return atom === undefined ? [] : [atom];
  },
};

function readQuestion(operand: Located, report: Report): Atom | undefined {
  const map = readMap(operand, '`semantic`', report);
  if (map === undefined) return undefined;
  reportUnknownKeys(map, '`semantic`', ['ask'], report, () => CATEGORIES_HELP);
  const entry = entryOf(map, 'ask');
  const question = entry === undefined ? undefined : readString(entry.value, '`ask`', report);
  return question === undefined ? undefined : questionAtom(question.value);
}

function questionAtom(question: string): Atom {
  return {
    part: 'semantic',
    reads: { kind: 'answer', question },
    claim: `the answer to ${JSON.stringify(question)} is yes`,
    test: (_action, _at, answers) => answers.get(question) ?? 'unknown',
    found: (_action, _at, answers) => {
      const answer = answers.get(question);
      return answer === undefined ? NO_ANSWER : `the answer is ${answer ? 'yes' : 'no'}`;
    },
    why: () => NO_ANSWER,
  };
}

const NO_ANSWER = 'nobody answered the question';

function readCategories(operand: Located, report: Report): Atom | undefined {
  if (operand.kind === 'scalar' && !isText(operand)) {
    wrongType(operand, '`semantic`', 'a category, a list of categories, or `{ask: text}`', report);
    return undefined;
  }
  const texts = readStrings(operand, '`semantic`', report);
  if (texts === undefined) return undefined;
  const named = texts.map((text) => readCategory(text, operand.kind !== 'list', report));
  if (!named.every((bits) => bits !== undefined)) return undefined;
  return categoriesAtom(named.reduce((all, bits) => all | bits, 0));
}

function readCategory(text: TextNode, mayBePhrase: boolean, report: Report): number | undefined {
  const exact = CATEGORIES.findIndex((category) => category === text.value);
  if (exact !== -1) return 1 << exact;
  const bits = mayBePhrase ? namedIn(text.value) : 0;
  if (bits !== 0) return bits;
  report('AEG1026', text.range, `no category can be read from \`${text.value}\``, { help: CATEGORIES_HELP });
  return undefined;
}

const CATEGORIES_HELP = `the categories are ${CATEGORIES.map((category) => `\`${category}\``).join(', ')}; any other question is asked with \`{ask: text}\``;

/** A phrase names a category by its name as written, or by a word that stands for it. */
function namedIn(phrase: string): number {
  let bits = 0;
  for (const [place, category] of CATEGORIES.entries()) {
    if (
      phrase
        .toLowerCase()
        .replaceAll(/[\s-]+/g, '_')
        .includes(category)
    )
      bits |= 1 << place;
  }
  for (const word of wordsOf(phrase)) bits |= categoriesNamedBy(word);
  return bits;
}

function categoriesAtom(wanted: number): Atom {
  const names = namesOf(wanted);
  return {
    part: 'semantic',
    reads: { kind: 'words', categories: wanted },
    claim: `the action is ${names.join(' or ')}`,
    test: (action) => firstWord(action, wanted) !== undefined,
    found: (action) => {
      const word = firstWord(action, wanted);
      if (word === undefined) return `no word of the action is ${names.join(' or ')}`;
      return `\`${word}\` is ${namesOf(categoriesOfWord(word) & wanted).join(' and ')}`;
    },
    why: () => 'it is never unknown',
  };
}

function firstWord(action: Evidence, wanted: number): string | undefined {
  for (const text of textsOf(action)) {
    for (const word of wordsOf(text)) if ((categoriesOfWord(word) & wanted) !== 0) return word;
  }
  return undefined;
}

function namesOf(bits: number): readonly Category[] {
  return CATEGORIES.filter((_, place) => (bits & (1 << place)) !== 0);
}
