import type { Json } from '../../base/index.ts';
import { DIMENSIONS, type ActionSet, type Invariant } from '../../model/index.ts';
import type { InsertedRule } from './policy-edit.ts';

/** A new rule as a block of YAML, without indentation; the first line has the dash. */
export function ruleLines(rule: InsertedRule): readonly string[] {
  return itemText(writtenRule(rule));
}

/** A new item of a list as a block of YAML, without indentation; the first line has the dash. */
export function itemText(written: Written): readonly string[] {
  return Object.entries(written).map(
    ([key, value], index) => `${index === 0 ? '- ' : '  '}${key}: ${flowText(value)}`,
  );
}

/** A new item on one line between braces; as JSON where everything around it is. */
export function itemInBraces(written: Written, isJson: boolean): string {
  return isJson ? JSON.stringify(written) : flowText(written);
}

/** A text as a scalar in a style: with the quote that the one before it had, or without where that reads the same. */
export function scalarText(value: string, quote: "'" | '"' | ''): string {
  if (quote === '"') return JSON.stringify(value);
  if (quote === '' && isWord(value)) return value;
  return `'${value.replaceAll("'", "''")}'`;
}

export type Written = Readonly<Record<string, Json>>;

/** The keys in the order of the canonical layout, what says nothing left out. */
export function writtenRule(rule: InsertedRule): Written {
  return {
    name: rule.name,
    ...writtenSet(rule),
    risk_level: rule.riskLevel,
    approval: rule.approval,
    ...(rule.reason === undefined ? {} : { reason: rule.reason }),
    ...(rule.tags === undefined || rule.tags.length === 0 ? {} : { tags: rule.tags }),
  };
}

/** As a rule: the keys in canonical order. */
export function writtenInvariant({ name, description, tags, region, except, claim }: Invariant): Written {
  const of = {
    ...writtenSet(region),
    ...(except.length === 0 ? {} : { except: except.map((one) => writtenSet(one)) }),
  };
  return {
    name,
    ...(description === undefined ? {} : { description }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(claim.kind === 'never'
      ? { never: { ...of, approval: one(claim.approval) } }
      : {
          always: {
            ...of,
            ...(claim.approvalAtLeast === undefined ? {} : { approval_at_least: claim.approvalAtLeast }),
            ...(claim.riskAtLeast === undefined ? {} : { risk_at_least: claim.riskAtLeast }),
          },
        }),
  };
}

function writtenSet({ match, conditions }: ActionSet): Written {
  const sides = DIMENSIONS.filter(
    (side) => side === 'type' || match[side].length !== 1 || match[side][0] !== '*',
  );
  return {
    match: Object.fromEntries(sides.map((side) => [side, one(match[side])])),
    ...(conditions === undefined ? {} : { conditions }),
  };
}

/** What may be written alone or as a list. */
function one(values: readonly string[]): Json {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
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
