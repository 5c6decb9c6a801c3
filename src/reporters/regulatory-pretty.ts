import { counted, type RegulatoryReport, type RequirementStatus, type Status } from '../compliance/index.ts';
import { ruleLines, sourceLines } from './compliance-pretty.ts';
import { NOT_SHOWN, sources } from './evidence-wording.ts';
import type { Colour, Paint } from './paint.ts';
import type { ShownRegulatory } from './shown-reports.ts';
import { textWidth } from './text-width.ts';

/** For each framework what is met, what is not, and what to do next. */
export function prettyRegulatory({ reports, summary }: ShownRegulatory, paint: Paint): string {
  const rules = new Map(
    reports.flatMap(({ requirements }) =>
      requirements.flatMap((one) => one.rules.map((result) => [result.rule.id, result] as const)),
    ),
  );
  const lines = [
    ...sourceLines(sources(summary), paint),
    ...reports.flatMap((report) => reportLines(report, paint)),
    '',
    ...(rules.size === 0 ? [] : [paint.bold('shown when')]),
    ...[...rules.values()].map(({ rule, passesWhen }) => `  ${paint.cyan(rule.id)}: ${passesWhen}`),
    '',
    paint.bold('not shown'),
    ...NOT_SHOWN.map((text) => `  ${text}`),
  ];
  return `${lines.join('\n')}\n`;
}

const ORDER: readonly Status[] = ['gap', 'partly', 'met'];

function reportLines({ framework, requirements, counts }: RegulatoryReport, paint: Paint): readonly string[] {
  const { title, note, dates = [], penalties = [] } = framework;
  const open = requirements.filter(({ status }) => status === 'not assessable');
  const askable = open.filter(({ rules }) => rules.length > 0);
  const outside = open.filter(({ rules }) => rules.length === 0);
  return [
    '',
    paint.bold(title),
    ...(note === undefined ? [] : [paint.dim(note)]),
    ...dates.map((fact) => `  ${fact.date}  ${fact.what}${fact.note === undefined ? '' : ` (${fact.note})`}`),
    ...penalties.map(({ what, amount }) => `  ${amount}: ${what}`),
    `  ${paint.bold(`${counts.met} met`)}, ${counts.partly} partly, ${counts.gap} ${counts.gap === 1 ? 'gap' : 'gaps'}, ${counts['not assessable']} not assessable here, of ${counted(requirements.length, 'requirement', 'requirements')}`,
    ...ORDER.flatMap((status) =>
      requirements.filter((one) => one.status === status).flatMap((one) => requirementLines(one, paint)),
    ),
    ...askable.flatMap((one) => requirementLines(one, paint)),
    ...(outside.length === 0
      ? []
      : [
          '',
          `${LABELS['not assessable']}  only the organisation can show: ${outside.map(({ requirement }) => requirement.id).join(', ')}`,
        ]),
  ];
}

const WIDTH = 100;
const LABELS: Readonly<Record<Status, string>> = {
  met: 'met   ',
  partly: 'PARTLY',
  gap: 'GAP   ',
  'not assessable': 'open  ',
};

function requirementLines(
  { requirement, status, rules, next }: RequirementStatus,
  paint: Paint,
): readonly string[] {
  const { id, title, beyond } = requirement;
  const room = WIDTH - 10 - textWidth(id);
  const short = title.length > room ? `${title.slice(0, room - 1).trimEnd()}…` : title;
  const shown = rules.flatMap((rule) => ruleLines(rule, paint));
  const given = next.filter((text) => text.startsWith('give '));
  return [
    '',
    `${colourOf(status, paint)(LABELS[status])}  ${paint.bold(id)}  ${short}`,
    ...shown,
    ...(beyond === undefined ? [] : [`      only the organisation can show: ${beyond}`]),
    ...given.map((text) => `      next: ${text}`),
  ];
}

function colourOf(status: Status, paint: Paint): Colour {
  switch (status) {
    case 'met':
      return paint.green;
    case 'partly':
      return paint.yellow;
    case 'gap':
      return paint.red;
    case 'not assessable':
      return paint.dim;
  }
}
