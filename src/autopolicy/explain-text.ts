import { readText } from './grammar/read-text.ts';
import { meaningOf } from './meaning/meaning-of.ts';
import { namesOf } from './meaning/rule-names.ts';
import { overridesByWords, rulesOf } from './meaning/rules.ts';
import { wordsOf } from './policy-text.ts';
import type { ActionPhrase, Clause, Condition, Thing } from './syntax.ts';

/** How a text is read, line by line: its words, the clauses they make, and the rules these become. */
export function explainText(text: string, zones: readonly string[]): readonly string[] {
  const { tokens, clauses, problems } = readText(text, zones);
  const { meaning } = meaningOf(clauses);
  const rules = rulesOf(meaning.statements, overridesByWords);
  const names = namesOf(rules);
  return [
    `words    ${tokens.map(({ kind, word }) => (kind === 'stop' || kind === 'line' ? '|' : word)).join(' ')}`,
    ...clauses.map((clause) => `clause   ${clauseText(clause, text)}`),
    ...problems.map(({ start, end }) => `unclear  \`${text.slice(start, end).replace(/\s+/g, ' ')}\``),
    ...rules.map(({ from }, i) => `rule     ${names[i] ?? ''}: \`${wordsOf(from, text)}\``),
    ...(meaning.rest === undefined
      ? []
      : [`default  ${meaning.rest.approval}: \`${wordsOf(meaning.rest, text)}\``]),
  ];
}

function clauseText(clause: Clause, text: string): string {
  const { approval, risk, phrases, only, exceptions } = clause;
  const parts = [
    approval ?? 'rated',
    ...(risk === undefined ? [] : [`risk ${risk}`]),
    ...(only === undefined ? [] : ['only']),
    phrases.map((phrase) => phraseText(phrase)).join('; '),
    ...exceptions.map(
      (exception) => `except ${exception.phrases.map((phrase) => phraseText(phrase)).join('; ')}`,
    ),
  ];
  return `${parts.join(', ')}  \`${wordsOf(clause, text)}\``;
}

function phraseText({ verbs, names, objects, places, agents, conditions }: ActionPhrase): string {
  const done =
    names.length > 0
      ? names.join('/')
      : verbs === 'any'
        ? 'anything'
        : verbs.map(({ id, own }) => own ?? id).join('/');
  const side = (label: string, things: readonly Thing[]): readonly string[] =>
    things.length === 0
      ? []
      : [
          `${label} ${things.map(({ words, name, environment }) => name ?? environment ?? words.join(' ')).join('/')}`,
        ];
  return [
    done,
    ...side('of', objects),
    ...side('in', places),
    ...side('by', agents),
    ...conditions.map((one) => `if ${conditionText(one)}`),
  ].join(' ');
}

function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'number': {
      const { bound } = condition;
      const path = condition.paths.join(' or ');
      return bound.op === 'between'
        ? `${path} from ${bound.from} to ${bound.to}`
        : `${path} ${bound.op} ${bound.value}`;
    }
    case 'equals':
      return `${condition.path} is ${condition.value}`;
    case 'time':
      return [
        ...(condition.days === undefined ? [] : [`day ${condition.days.join(',')}`]),
        ...(condition.after === undefined ? [] : [`from ${condition.after}`]),
        ...(condition.before === undefined ? [] : [`before ${condition.before}`]),
      ].join(' ');
    case 'not':
      return `not ${conditionText(condition.of)}`;
    case 'all':
    case 'any':
    case 'both':
      return `(${condition.of.map(conditionText).join(condition.kind === 'any' ? ' or ' : ' and ')})`;
  }
}
