import { err, ok, type Result } from '../base/index.ts';
import { rulesOf, type Check, type ComplianceTables, type EvidenceRule, type Framework } from './tables.ts';

/** Documents that are known to keep to specs/evidence-rules.schema.json and specs/framework.schema.json. */
export interface TableDocuments {
  /** As people write them, in snake_case. */
  readonly rules: readonly WrittenRule[];
  readonly frameworks: readonly Framework[];
}

/** The tables, sorted; or everything that does not fit together, one line a problem. */
export function buildTables({
  rules: written,
  frameworks,
}: TableDocuments): Result<ComplianceTables, readonly string[]> {
  const rules = written.map(ruleOf);
  const known = new Set(rules.map(({ id }) => id));
  const used = new Set(frameworks.flatMap(({ requirements }) => requirements.flatMap(rulesOf)));
  const problems = [
    ...repeated(rules.map(({ id }) => id)).map((id) => `two rules are called \`${id}\``),
    ...repeated(frameworks.map(({ id }) => id)).map((id) => `two frameworks are called \`${id}\``),
    ...rules.flatMap(({ id }) => (used.has(id) ? [] : [`no requirement asks the rule \`${id}\``])),
    ...frameworks.flatMap((framework) => frameworkProblems(framework, known)),
  ];
  if (problems.length > 0) return err(problems);
  const byId = (left: { readonly id: string }, right: { readonly id: string }) =>
    left.id < right.id ? -1 : 1;
  return ok({ rules: [...rules].sort(byId), frameworks: [...frameworks].sort(byId) });
}

interface WrittenRule extends Omit<EvidenceRule, 'check'> {
  readonly check: { readonly kind: Check['kind']; readonly at_least?: number };
}

function ruleOf({ check: { at_least: atLeast, ...check }, ...rule }: WrittenRule): EvidenceRule {
  return { ...rule, check: { ...check, ...(atLeast === undefined ? {} : { atLeast }) } as Check };
}

function frameworkProblems({ id, requirements }: Framework, known: ReadonlySet<string>): readonly string[] {
  const inIt = (text: string) => `${id}: ${text}`;
  return [
    ...repeated(requirements.map((one) => one.id)).map((one) => inIt(`\`${one}\` is there twice`)),
    ...requirements.flatMap((requirement) => [
      ...rulesOf(requirement).flatMap((rule) =>
        known.has(rule) ? [] : [inIt(`\`${requirement.id}\` asks a rule that is not there: \`${rule}\``)],
      ),
      ...repeated(rulesOf(requirement)).map((rule) => inIt(`\`${requirement.id}\` asks \`${rule}\` twice`)),
      ...(requirement.evidence.length === 0 && requirement.beyond === undefined
        ? [inIt(`\`${requirement.id}\` has no evidence and does not say why`)]
        : []),
      ...(requirement.evidence.length === 0 && requirement.also !== undefined
        ? [inIt(`\`${requirement.id}\` has nothing that must pass`)]
        : []),
    ]),
  ];
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

/** Reads the JSON text that the build made of the value of `buildTables`. */
export function parseTables(json: string): ComplianceTables {
  return JSON.parse(json) as ComplianceTables;
}
