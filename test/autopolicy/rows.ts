import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compilePolicy, decide, instantInZone } from '../../src/decision/index.ts';
import type { Action, Approval, Decision, Policy, RiskLevel } from '../../src/model/index.ts';

/** A sentence with actions and how they must be decided, or one that must be refused. */
export interface Row {
  readonly file: string;
  readonly say?: string;
  readonly auto?: readonly string[];
  readonly approve?: readonly string[];
  readonly block?: readonly string[];
  readonly risk?: Readonly<Partial<Record<RiskLevel, readonly string[]>>>;
  readonly zone?: string;
  readonly refuse?: string;
  readonly words?: readonly string[];
}

const FOLDER = new URL('sentences/', import.meta.url).pathname;

export const ROWS: readonly Row[] = readdirSync(FOLDER)
  .sort()
  .flatMap((file) =>
    (parse(readFileSync(FOLDER + file, 'utf8')) as readonly Omit<Row, 'file'>[]).map((row) => ({
      ...row,
      file,
    })),
  );

export const ZONES: readonly string[] = Intl.supportedValuesOf('timeZone');

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** `refund_order@shop by=support_bot amount=20 at=fri-16:30`; without `@` no target is given. */
export function decideLine(policy: Policy, line: string): Decision {
  const [name = '', ...rest] = line.split(' ');
  const [type = '', target] = name.split('@');
  let at: number | undefined;
  let agent: string | undefined;
  const params: Record<string, string | number> = {};
  for (const part of rest) {
    const [key = '', value = ''] = part.split('=');
    if (key === 'by') agent = value;
    else if (key === 'at') {
      const [day = '', clock = ''] = value.split(/-(.*)/s);
      const date = `2026-03-0${2 + DAYS.indexOf(day)}`;
      const instant = instantInZone(`${date}T${clock}`, policy.timezone);
      if (!instant.ok) throw new Error(`bad time in ${line}`);
      at = instant.value;
    } else params[key] = /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value.replaceAll('"', '');
  }
  const action: Action = {
    type,
    ...(target === undefined ? {} : { target }),
    ...(agent === undefined ? {} : { agent }),
    params,
  };
  return decide(compilePolicy(policy), action, at);
}

export function mismatches(policy: Policy, row: Row): readonly string[] {
  const expected = (['auto', 'approve', 'block'] as const).flatMap((approval) =>
    (row[approval] ?? []).map((line) => [line, approval] as const),
  );
  const wrong = expected.flatMap(([line, approval]) => {
    const decision = decideLine(policy, line);
    return decision.approval === approval
      ? []
      : [`${line}: expected ${approval}, got ${decision.approval} by ${decision.rule}`];
  });
  const risks = Object.entries(row.risk ?? {}).flatMap(([risk, lines]) =>
    lines.flatMap((line) => {
      const decision = decideLine(policy, line);
      return decision.riskLevel === risk ? [] : [`${line}: expected risk ${risk}, got ${decision.riskLevel}`];
    }),
  );
  const zone = row.zone !== undefined && row.zone !== policy.timezone ? [`zone ${policy.timezone}`] : [];
  return [...wrong, ...risks, ...zone];
}

export function isLooser(got: Approval, expected: Approval): boolean {
  const order = ['auto', 'approve', 'block'];
  return order.indexOf(got) < order.indexOf(expected);
}
