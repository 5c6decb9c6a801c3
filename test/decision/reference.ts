import * as automata from '../../src/automata/index.ts';
import { APPROVALS, RISK_LEVELS, type Policy, type Rule, type Truth } from '../../src/model/index.ts';
import { all, conditions } from './reference-conditions.ts';

/*
 * What the language page says, in the most obvious way: no compilation, every rule asked in turn. It shares with the
 * product only the meaning of one name against one glob, which the tests of automata hold against a naive matcher.
 */

const DIMENSIONS = ['type', 'target', 'agent'] as const;
type Names = readonly (string | undefined)[];
type Form = 'canonicalName' | 'foldName';
type Ranked = Pick<Rule, 'name' | 'approval' | 'riskLevel'> & { index: number };

export function referenceDecide(policy: Policy, action: Record<string, unknown>, at?: number): object {
  const given = DIMENSIONS.map((key) => action[key]);
  const isName = (name: unknown): boolean => typeof name === 'string' && [...name].length <= 4096;
  const areNames = given.every((name, i) => (name === undefined && i > 0) || isName(name));
  if (!areNames || automata.canonicalName(given[0] as string) === '')
    return { approval: 'block', riskLevel: 'critical', rule: '<invalid>', suspicious: false };
  const names = given as Names;
  const [types = [], targets = [], agents = []] = names.map((name = ''): Form[] =>
    automata.foldName(name) === automata.canonicalName(name)
      ? ['canonicalName']
      : ['canonicalName', 'foldName'],
  );
  const ways = types.flatMap((a) => targets.flatMap((b) => agents.map((c) => [a, b, c])));
  const said = ways.map((way) => participants(policy, names, way, action, at));
  const [spelled, joined] = [join(said[0]!), join(said.flat())];
  const isStricter = joined.approval !== spelled.approval || joined.riskLevel !== spelled.riskLevel;
  return { ...joined, suspicious: isStricter || names.some((name = '') => automata.hasMixedScripts(name)) };
}

/** Every rule up to the first that is known to apply, less those known not to; the defaults apply to everything. */
function participants(policy: Policy, names: Names, way: Form[], action: object, at?: number): Ranked[] {
  const match = { type: ['*'], target: ['*'], agent: ['*'] };
  const rules = [...policy.rules, { ...policy.defaults, name: '<default>', match, conditions: {} }];
  const truths = rules.map(({ match, conditions: map = {} }) =>
    all([...DIMENSIONS.map((key, i) => meets(match[key], names[i], way[i]!)), conditions(map, action, at)]),
  );
  return rules
    .map((rule, index) => ({ ...rule, index }))
    .filter(({ index }) => index <= truths.indexOf(true) && truths[index] !== false);
}

/** The strictest approval and the highest risk, by the first of the strictest rules with the highest risk of theirs. */
function join(rules: Ranked[]): { approval: string; riskLevel: string; rule: string } {
  const approval = (rule: Ranked): number => APPROVALS.indexOf(rule.approval);
  const risk = (rule: Ranked): number => RISK_LEVELS.indexOf(rule.riskLevel);
  const [deciding] = rules.toSorted(
    (a, b) => approval(b) - approval(a) || risk(b) - risk(a) || a.index - b.index,
  );
  const riskLevel = RISK_LEVELS[Math.max(...rules.map(risk))]!;
  return { approval: deciding!.approval, riskLevel, rule: deciding!.name };
}

function meets(globs: readonly string[], name: string | undefined, form: Form): Truth {
  if (name === undefined) return globs.some((glob) => /^\*+$/.test(glob)) ? true : 'unknown';
  return globs.some((text) => matchers[form](text)(automata[form](name)));
}

const matchers = { canonicalName: remembered((glob) => glob), foldName: remembered(automata.foldGlob) };

function remembered(
  fold: (glob: automata.Glob) => automata.Glob,
): (text: string) => (name: string) => boolean {
  const sets = new Map<string, automata.GlobSet>();
  return (text) => {
    const glob = automata.parseGlob(text);
    if (!glob.ok) throw new Error(text);
    const set = sets.get(text) ?? automata.compileGlobSet([fold(glob.value)]);
    sets.set(text, set);
    return (name) => set.members(set.classOf(name)).length > 0;
  };
}
