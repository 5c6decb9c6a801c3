import type { QueryRegion, WitnessQuery } from '../analysis/index.ts';
import { err, nearest, ok, type Diagnostic, type Json, type Result } from '../base/index.ts';
import { APPROVALS, RISK_LEVELS, type Approval, type RiskLevel } from '../model/index.ts';
import { problem } from './problem.ts';

/** The query that words such as `type=*delete* approval=auto 'amount>100'` write; all of them must hold. */
export function queryFromArguments(operands: readonly string[]): Result<WitnessQuery, readonly Diagnostic[]> {
  const problems: Diagnostic[] = [];
  const draft = new Draft();
  for (const clause of clausesOf(operands)) {
    const wrong = draft.take(clause);
    if (wrong !== undefined) problems.push(wrong);
  }
  return problems.length > 0 ? err(problems) : ok(draft.query());
}

/** One operand may hold several clauses; `amount missing` is one of two words. */
function clausesOf(operands: readonly string[]): readonly string[] {
  const words = operands.flatMap((operand) => operand.split(/\s+/u)).filter((word) => word !== '');
  const clauses: string[] = [];
  for (const word of words) {
    const last = clauses.at(-1);
    const isState = (word === 'missing' || word === 'given') && last !== undefined && !OPERATOR.test(last);
    if (isState) clauses[clauses.length - 1] = `${last} ${word}`;
    else clauses.push(word);
  }
  return clauses;
}

const OPERATOR = /[!<>]=|[=<>~]/u;
const NAMES = ['type', 'target', 'agent'] as const;
const KEYS = [...NAMES, 'approval', 'risk', 'time', 'weekday', 'params.'];

type Conditions = Record<string, Json>;

class Draft {
  private readonly match: Partial<Record<(typeof NAMES)[number], string[]>> = {};
  private readonly except: QueryRegion[] = [];
  private readonly conditions: Conditions[] = [];
  private approval: readonly Approval[] = APPROVALS;
  private risk: readonly RiskLevel[] = RISK_LEVELS;

  /** Adds a clause, or answers what is wrong with it. */
  take(clause: string): Diagnostic | undefined {
    const state = /^(\S+) (missing|given)$/u.exec(clause);
    if (state !== null) {
      this.conditions.push({ param_exists: { [pathOf(state[1] ?? '')]: state[2] === 'given' } });
      return undefined;
    }
    const operator = OPERATOR.exec(clause);
    if (operator === null || operator.index === 0) return malformed(clause);
    const key = clause.slice(0, operator.index);
    const value = clause.slice(operator.index + operator[0].length);
    if (value === '') return malformed(clause);
    return this.takeParts(clause, key, operator[0], value);
  }

  query(): WitnessQuery {
    return {
      match: this.match,
      ...(this.conditions.length === 0 ? {} : { conditions: { all: this.conditions } }),
      except: this.except,
      approval: this.approval,
      riskLevel: this.risk,
    };
  }

  private takeParts(clause: string, key: string, operator: string, value: string): Diagnostic | undefined {
    const name = NAMES.find((one) => one === key);
    if (name !== undefined) return this.takeName(clause, name, operator, value);
    switch (key) {
      case 'approval':
      case 'risk':
        return this.takeOutcome(clause, key, operator, value);
      case 'time': {
        const [after = '', before = ''] = value.split('-');
        this.conditions.push({ time_after: after, time_before: before });
        return operator === '=' ? undefined : malformed(clause);
      }
      case 'weekday':
        this.conditions.push({ weekdays: value.split(',') });
        return operator === '=' ? undefined : malformed(clause);
      default:
        if (!key.startsWith('params.') && nearest(key, KEYS) !== undefined) return mistyped(clause, key);
        return this.takeParameter(clause, pathOf(key), operator, value);
    }
  }

  private takeName(
    clause: string,
    name: (typeof NAMES)[number],
    operator: string,
    value: string,
  ): Diagnostic | undefined {
    if (operator === '=') this.match[name] = [...(this.match[name] ?? []), value];
    else if (operator === '!=') this.except.push({ match: { [name]: value } });
    else return malformed(clause);
    return undefined;
  }

  private takeOutcome(
    clause: string,
    key: 'approval' | 'risk',
    operator: string,
    value: string,
  ): Diagnostic | undefined {
    const order: readonly string[] = key === 'approval' ? APPROVALS : RISK_LEVELS;
    const values = value.split(',');
    const unknown = values.find((one) => !order.includes(one));
    if (unknown !== undefined) {
      const near = nearest(unknown, order);
      const list = order.map((one) => `\`${one}\``).join(', ');
      const help =
        near === undefined ? `it is one of ${list}` : `did you mean \`${near}\`? it is one of ${list}`;
      return problem('AEG9033', `\`${unknown}\` is no ${key}`, { help });
    }
    const compare = COMPARISONS[operator];
    if (compare === undefined || (values.length > 1 && !operator.endsWith('='))) return malformed(clause);
    const isMeant = (one: string): boolean =>
      operator === '!='
        ? !values.includes(one)
        : values.some((other) => compare(order.indexOf(one), order.indexOf(other)));
    if (key === 'approval') this.approval = this.approval.filter(isMeant);
    else this.risk = this.risk.filter(isMeant);
    return undefined;
  }

  private takeParameter(
    clause: string,
    path: string,
    operator: string,
    value: string,
  ): Diagnostic | undefined {
    const condition = PARAMETER_CONDITIONS[operator];
    if (condition === undefined) return malformed(clause);
    const map = condition({ path, value: operator === '~' ? value : jsonOrText(value) });
    this.conditions.push(map);
    return undefined;
  }
}

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

type ParameterClause = { readonly path: string; readonly value: Json };

const PARAMETER_CONDITIONS: Readonly<Record<string, (clause: ParameterClause) => Conditions>> = {
  '=': ({ path, value }) => ({ param_eq: { [path]: value } }),
  '!=': ({ path, value }) => ({ not: { param_eq: { [path]: value } } }),
  '>': ({ path, value }) => ({ param_gt: { [path]: value } }),
  '>=': ({ path, value }) => ({ param_gte: { [path]: value } }),
  '<': ({ path, value }) => ({ param_lt: { [path]: value } }),
  '<=': ({ path, value }) => ({ param_lte: { [path]: value } }),
  '~': ({ path, value }) => ({ param_matches: { [path]: value } }),
};

/** `params.type` is the parameter of that name, not the type of the action. */
function pathOf(key: string): string {
  return key.startsWith('params.') ? key.slice('params.'.length) : key;
}

function jsonOrText(value: string): Json {
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

function mistyped(clause: string, key: string): Diagnostic {
  return problem('AEG9033', `\`${key}\` is no part of a query`, {
    help: `did you mean \`${nearest(key, KEYS) ?? ''}\`? a parameter of this name is \`params.${clause}\``,
  });
}

function malformed(clause: string): Diagnostic {
  const key = clause.split(OPERATOR)[0] ?? '';
  const near = OPERATOR.test(clause) ? undefined : nearest(key, KEYS);
  const help =
    'write such as `type=*delete*`, `target!=test*`, `approval=auto`, `risk>=high`, `amount>100`, `amount missing`, `time=18:00-08:00`, `weekday=sat,sun`';
  return problem('AEG9033', `\`${clause}\` is no part of a query`, {
    help: near === undefined ? help : `did you mean \`${near}=..\`? ${help}`,
  });
}
