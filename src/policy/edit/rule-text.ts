import type { Json } from '../../base/index.ts';
import { DIMENSIONS } from '../../model/index.ts';
import type { InsertedRule } from './policy-edit.ts';

/** A new rule as a block of YAML, without indentation; the first line has the dash. */
export function ruleLines(rule: InsertedRule): readonly string[] {
  return Object.entries(writtenRule(rule)).map(
    ([key, value], index) => `${index === 0 ? '- ' : '  '}${key}: ${flowText(value)}`,
  );
}

/** A new rule on one line between braces; as JSON where everything around it is. */
export function ruleInBraces(rule: InsertedRule, isJson: boolean): string {
  const written = writtenRule(rule);
  return isJson ? JSON.stringify(written) : flowText(written);
}

/** A text as a scalar in a style: with the quote that the one before it had, or without where that reads the same. */
export function scalarText(value: string, quote: "'" | '"' | ''): string {
  if (quote === '"') return JSON.stringify(value);
  if (quote === '' && isWord(value)) return value;
  return `'${value.replaceAll("'", "''")}'`;
}

/** The keys in the order of the canonical layout, what says nothing left out. */
function writtenRule(rule: InsertedRule): Readonly<Record<string, Json>> {
  const match = Object.fromEntries(
    DIMENSIONS.flatMap((dimension) => {
      const globs = rule.match[dimension];
      const isAll = globs.length === 1 && globs[0] === '*';
      return isAll && dimension !== 'type'
        ? []
        : [[dimension, globs.length === 1 ? (globs[0] ?? '') : globs]];
    }),
  );
  return {
    name: rule.name,
    match,
    ...(rule.conditions === undefined ? {} : { conditions: rule.conditions }),
    risk_level: rule.riskLevel,
    approval: rule.approval,
    ...(rule.reason === undefined ? {} : { reason: rule.reason }),
  };
}

function flowText(value: Json): string {
  if (typeof value === 'string') return scalarText(value, '');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  return `{ ${entries.map(([key, inner]) => `${scalarText(key, '')}: ${flowText(inner)}`).join(', ')} }`;
}

/** Whether every reader of YAML takes it for the text that it is, between braces too. */
function isWord(text: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9_]*(?:[ .-][A-Za-z0-9_]+)*$/.test(text) &&
    !/^(?:null|true|false|y|n|yes|no|on|off)$/i.test(text)
  );
}
