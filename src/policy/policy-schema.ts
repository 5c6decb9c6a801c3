import type { Json } from '../base/index.ts';
import { APPROVALS, RISK_LEVELS } from '../model/index.ts';
import type { COMBINATORS } from './conditions/parse-conditions.ts';
import { CONDITIONS } from './conditions/registry.ts';
import { LONGEST_INVARIANT_NAME, LONGEST_RULE_NAME } from './read-name.ts';

type Schema = { readonly [keyword: string]: Json };

/**
 * The JSON Schema (draft 2020-12) of a bare policy. All its references are to `#/$defs/...`, so whoever nests it takes
 * `policyDefinitions()` into their own `$defs` and refers to `#/$defs/policy`.
 */
export function policySchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Aegis policy',
    $ref: '#/$defs/policy',
    $defs: policyDefinitions(),
  };
}

/** The `$defs` of the policy schema; `policy` is the policy itself, `policyReference` is `{path: <file>}`. */
export function policyDefinitions(): { readonly [name: string]: Json } {
  return {
    policy: policy(),
    policyReference: policyReference(),
    rule: rule(),
    match: match(),
    globs: globs(),
    conditions: conditions(),
    invariant: invariant(),
    exception: exception(),
    value: value(),
    riskLevel: { enum: RISK_LEVELS, description: 'How much the action can do. Default: medium.' },
    approval: {
      enum: APPROVALS,
      description: 'What happens: `auto` runs, `approve` asks a person, `block` refuses. Default: approve.',
    },
  };
}

function policy(): Schema {
  return closed(
    'Rules that decide what an agent may do. The first rule that matches decides.',
    {
      version: { const: '1', description: 'The version of the policy language.' },
      timezone: text('The IANA time zone in which every time condition is read. Default: UTC.', [
        'Europe/Berlin',
      ]),
      defaults: closed('What happens to actions that no rule matches. Default: medium, approve.', {
        risk_level: ref('riskLevel'),
        approval: ref('approval'),
      }),
      rules: listOf(ref('rule'), 'Read from the top; the first rule that matches decides.'),
      invariants: listOf(
        ref('invariant'),
        'What must hold whatever the rules say; checked by Aegis, decides nothing.',
      ),
    },
    ['version', 'rules'],
  );
}

function policyReference(): Schema {
  return closed('The policy is in another file.', { path: text('Relative to this file.', ['policy.yaml']) }, [
    'path',
  ]);
}

function rule(): Schema {
  return closed('What happens to the actions that match.', {
    name: { ...name(LONGEST_RULE_NAME), description: 'Unique in the policy. Default: rule_<index>.' },
    description: text('Why this rule is here, for whoever reads the file.'),
    match: ref('match'),
    conditions: ref('conditions'),
    risk_level: ref('riskLevel'),
    approval: ref('approval'),
    reason: text('Shown to the agent and to whoever approves.', ['bulk changes are reviewed']),
    tags: listOf({ type: 'string', minLength: 1 }, 'Labels for searching.'),
  });
}

function match(): Schema {
  return closed('Which actions are meant. What is left out is `*`.', {
    type: { ...ref('globs'), description: 'What is done, e.g. `delete_*`.' },
    target: { ...ref('globs'), description: 'What it is done to, e.g. `prod*`.' },
    agent: { ...ref('globs'), description: 'Who does it, e.g. `support-*`.' },
  });
}

function globs(): Schema {
  const glob = { type: 'string', minLength: 1 };
  return {
    description:
      'A glob or a list of globs: `*` any run, `?` one character, `[a-z]`, `{a,b}`, `\\` escapes. Quote them.',
    anyOf: [glob, { type: 'array', minItems: 1, items: glob }],
    examples: ['*', 'delete_*', ['*delete*', '*drop*']],
  };
}

function conditions(): Schema {
  const combined = { type: 'array', minItems: 1, items: ref('conditions') };
  const combinators: Record<(typeof COMBINATORS)[number], Schema> = {
    all: { ...combined, description: 'Every one of these maps holds.' },
    any: { ...combined, description: 'At least one of these maps holds.' },
    not: { ...ref('conditions'), description: 'This map does not hold.' },
  };
  const atoms = CONDITIONS.map(({ key, description, schema }) => [key, { ...schema, description }] as const);
  return {
    ...closed('All of these must hold. A condition that cannot be judged never loosens the decision.', {
      ...Object.fromEntries(atoms),
      ...combinators,
    }),
    examples: [{ param_gt: { count: 100 } }],
  };
}

function invariant(): Schema {
  const region = { match: ref('match'), conditions: ref('conditions'), except: exceptions() };
  const never = closed(
    'No action of the region is decided so.',
    { ...region, approval: { anyOf: [ref('approval'), listOf(ref('approval'), 'Any of these.')] } },
    ['match', 'approval'],
  );
  const always = {
    ...closed(
      'Every action of the region is decided at least so strictly.',
      { ...region, approval_at_least: ref('approval'), risk_at_least: ref('riskLevel') },
      ['match'],
    ),
    anyOf: [{ required: ['approval_at_least'] }, { required: ['risk_at_least'] }],
  };
  return {
    ...closed(
      'A claim about all decisions: `never` or `always`.',
      {
        name: { ...name(LONGEST_INVARIANT_NAME), description: 'A sentence that says what must hold.' },
        description: text('Why it must hold.'),
        tags: listOf({ type: 'string', minLength: 1 }, 'Labels such as `OWASP:ASI02`.'),
        never,
        always,
      },
      ['name'],
    ),
    oneOf: [{ required: ['never'] }, { required: ['always'] }],
  };
}

function exceptions(): Schema {
  return {
    description: 'Actions that are not meant: one set or a list of sets.',
    anyOf: [ref('exception'), { type: 'array', minItems: 1, items: ref('exception') }],
  };
}

function exception(): Schema {
  return closed('A set of actions.', { match: ref('match'), conditions: ref('conditions') }, ['match']);
}

/** What a parameter can be compared with: anything but null, at any depth. */
function value(): Schema {
  return {
    anyOf: [
      { type: ['string', 'number', 'boolean'] },
      { type: 'array', items: ref('value') },
      { type: 'object', additionalProperties: ref('value') },
    ],
  };
}

function closed(
  description: string,
  properties: { readonly [key: string]: Schema },
  required: readonly string[] = [],
): Schema {
  return {
    type: 'object',
    description,
    additionalProperties: false,
    minProperties: 1,
    properties,
    ...(required.length === 0 ? {} : { required }),
  };
}

function listOf(items: Schema, description: string): Schema {
  return { type: 'array', description, minItems: 1, items };
}

function text(description: string, examples: readonly string[] = []): Schema {
  return { type: 'string', description, minLength: 1, ...(examples.length === 0 ? {} : { examples }) };
}

function name(longest: number): Schema {
  return { type: 'string', minLength: 1, maxLength: longest, pattern: '^[^<]' };
}

function ref(definition: string): Schema {
  return { $ref: `#/$defs/${definition}` };
}
