import {
  canonicalName,
  foldName,
  foldGlob,
  hasMixedScripts,
  parseGlob,
  compileGlobSet,
  type GlobSet,
} from '../../src/automata/index.ts';
import { APPROVALS, RISK_LEVELS, type Policy, type Rule, type Truth } from '../../src/model/index.ts';
import { all, conditions } from './reference-conditions.ts';

/*
 * What the language page says, in the most obvious way: no compilation, no memo, every rule asked in turn. It shares
 * with the product only the meaning of one name against one glob (tested in automata) and takes UTC for the zone.
 */

export interface ReferenceDecision {
  approval: string;
  riskLevel: string;
  rule: string;
  suspicious: boolean;
}
type Names = Record<'type' | 'target' | 'agent', string | undefined>;
type Form = 'spelled' | 'looks';
interface Said {
  index: number;
  rule: string;
  approval: number;
  risk: number;
}

export function referenceDecide(
  policy: Policy,
  action: Record<string, unknown>,
  at?: number,
): ReferenceDecision {
  const bad = { approval: 'block', riskLevel: 'critical', rule: '<invalid>', suspicious: false };
  for (const key of ['type', 'target', 'agent']) {
    const name = action[key];
    if (name === undefined && key !== 'type') continue;
    if (typeof name !== 'string' || [...name].length > 4096) return bad;
  }
  const names = action as Names;
  if (canonicalName(names.type!) === '') return bad;
  const forms = (name: string | undefined): Form[] =>
    name !== undefined && foldName(name) !== canonicalName(name) ? ['spelled', 'looks'] : ['spelled'];
  const said = new Map<number, Said>();
  for (const type of forms(names.type))
    for (const target of forms(names.target))
      for (const agent of forms(names.agent))
        for (const one of participants(policy, names, { type, target, agent }, action, at))
          said.set(one.index, one);
  const joined = join([...said.values()].sort((a, b) => a.index - b.index));
  const plain = join(
    participants(policy, names, { type: 'spelled', target: 'spelled', agent: 'spelled' }, action, at),
  );
  const mixed = Object.entries(names).some(
    ([key, name]) => ['type', 'target', 'agent'].includes(key) && hasMixedScripts(name ?? ''),
  );
  const stricter = joined.approval !== plain.approval || joined.riskLevel !== plain.riskLevel;
  return { ...joined, suspicious: mixed || stricter };
}

function participants(
  policy: Policy,
  names: Names,
  form: Record<keyof Names, Form>,
  action: Record<string, unknown>,
  at?: number,
): Said[] {
  const found: Said[] = [];
  const say = (
    index: number,
    rule: string,
    { approval, riskLevel }: Pick<Rule, 'approval' | 'riskLevel'>,
  ): void => {
    found.push({ index, rule, approval: APPROVALS.indexOf(approval), risk: RISK_LEVELS.indexOf(riskLevel) });
  };
  for (const [index, rule] of policy.rules.entries()) {
    const dimensions = (['type', 'target', 'agent'] as const).map((key) =>
      anyGlob(rule.match[key], names[key], form[key]),
    );
    const truth = all([...dimensions, conditions(rule.conditions ?? {}, action, at)]);
    if (truth !== false) say(index, rule.name, rule);
    if (truth === true) return found;
  }
  say(policy.rules.length, '<default>', policy.defaults);
  return found;
}

function join(said: Said[]): Omit<ReferenceDecision, 'suspicious'> {
  const approval = Math.max(...said.map((one) => one.approval));
  const strictest = said.filter((one) => one.approval === approval);
  const deciding = strictest.find((one) => one.risk === Math.max(...strictest.map(({ risk }) => risk)))!;
  const risk = Math.max(...said.map((one) => one.risk));
  return { approval: APPROVALS[approval]!, riskLevel: RISK_LEVELS[risk]!, rule: deciding.rule };
}

function anyGlob(globs: readonly string[], name: string | undefined, form: Form): Truth {
  if (name === undefined) return globs.some((glob) => /^\*+$/.test(glob)) ? true : 'unknown';
  return globs.some((glob) => matches(glob, name, form));
}

const answers = new Map<string, boolean>();

function matches(glob: string, name: string, form: Form): boolean {
  const question = JSON.stringify([glob, name, form]);
  const known = answers.get(question);
  if (known !== undefined) return known;
  const set = single(glob, form);
  const answer = set.members(set.classOf(form === 'looks' ? foldName(name) : canonicalName(name))).length > 0;
  answers.set(question, answer);
  return answer;
}

const singles = new Map<string, GlobSet>();

function single(text: string, form: Form): GlobSet {
  const glob = parseGlob(text);
  if (!glob.ok) throw new Error(text);
  const set =
    singles.get(form + text) ?? compileGlobSet([form === 'looks' ? foldGlob(glob.value) : glob.value]);
  singles.set(form + text, set);
  return set;
}
