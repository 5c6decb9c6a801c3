import type { Choice } from './choose-template.ts';

const MAX_REASONS = 3;

/**
 * The text of an `aegis.yaml`: the modeline for editors, what the choice rests on, and the template under `policy:`.
 * `schema` is the path of the JSON Schema as written in the modeline.
 */
export function composeAegisYaml(choice: Choice, policy: string, schema: string): string {
  const head = [
    `# yaml-language-server: $schema=${schema}`,
    `# Written by aegis init from the template \`${choice.template.name}\` (${choice.template.title}).`,
    ...reasons(choice).map((line) => `# ${line}`),
    '# The first rule that matches an action decides; `aegis simulate TYPE:TARGET` shows what happens to one.',
    'policy:',
  ];
  const body = policy
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : `  ${line.trimEnd()}`));
  return `${[...head, ...body].join('\n')}\n`;
}

/** The text of the suite beside it: the template's own, which holds as long as the policy is the template. */
export function composeSuite({ template }: Choice, suite: string): string {
  const head = [
    `# The tests of the template \`${template.name}\`; \`aegis test\` runs them.`,
    '# A rule that you change on purpose will fail one: then change the test, too.',
  ];
  return `${head.join('\n')}\n${suite}`;
}

/** What was seen, in lines for people. */
export function reasons(choice: Choice): string[] {
  return choice.evidence.slice(0, MAX_REASONS).map((fact) => {
    const from = oneLine(fact.from);
    return fact.kind === 'package'
      ? `Seen: package ${fact.value} in ${from}`
      : `Seen: the word "${fact.value}" in ${from}`;
  });
}

/** Names of files come from strangers: a line break in one must not end the comment. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD');
}
