import type { Json } from '../base/index.ts';
import { APPROVALS, RISK_LEVELS } from '../model/index.ts';

type Schema = { readonly [keyword: string]: Json };

/** The JSON Schema (draft 2020-12) of a test suite, published as specs/suite.schema.json. */
export function suiteSchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Aegis test suite',
    ...closed(
      'Tests of a policy, run by `aegis test`.',
      {
        description: text('What the suite is about, for whoever reads the file.'),
        at: ref('at'),
        fixtures: {
          type: 'object',
          minProperties: 1,
          description: 'Parts of actions by name, for `fixture`.',
          additionalProperties: closed('Parts of an action.', parts()),
        },
        tests: { type: 'array', minItems: 1, items: ref('test'), description: 'Run in this order.' },
      },
      ['tests'],
    ),
    $defs: {
      test: test(),
      case: oneCase(),
      expect: expectation(),
      at: {
        type: 'string',
        minLength: 1,
        description:
          'The instant of the decision: RFC 3339, local time in the zone of the policy, or `unknown`. Without one, time conditions are unknown.',
        examples: ['2026-03-02T10:00', '2026-03-02T09:00:00Z', 'unknown'],
      },
    },
  };
}

function test(): Schema {
  return closed(
    'An action, or several cases of one, and what is expected.',
    {
      name: text('A sentence that says what must hold; unique in the suite.', ['deletes are refused']),
      action: closed('What is decided, or what all cases have in common.', partsWithFixture()),
      cases: {
        type: 'array',
        minItems: 1,
        items: ref('case'),
        description: 'Variations of the action: a type, or parts laid over those of `action`.',
      },
      at: ref('at'),
      expect: ref('expect'),
    },
    ['name'],
  );
}

function oneCase(): Schema {
  return {
    description: 'A type, or parts of an action with what differs from the test.',
    anyOf: [
      text('The type of the action.'),
      closed('Parts of an action.', {
        name: text('What the case is called; by default, what it changes.'),
        ...partsWithFixture(),
        at: ref('at'),
        expect: ref('expect'),
      }),
    ],
  };
}

function expectation(): Schema {
  return closed('What the decision must say; what is left out may be anything.', {
    approval: { enum: APPROVALS, description: 'What happens to the action.' },
    risk_level: { enum: RISK_LEVELS, description: 'How much the action can do.' },
    rule: text('The rule that decided; `<default>` where none matched.', ['deletes', '<default>']),
  });
}

function partsWithFixture(): { readonly [key: string]: Schema } {
  return { fixture: text('The name of a fixture to begin with.', ['contact']), ...parts() };
}

function parts(): { readonly [key: string]: Schema } {
  const name = (description: string): Schema => ({ type: 'string', description });
  return {
    type: name('What is done, e.g. `delete_user`.'),
    target: name('What it is done to, e.g. `crm`. Absent means not given.'),
    agent: name('Who does it. Absent means not given.'),
    description: name('What the agent says about it.'),
    params: { type: 'object', description: "The tool's arguments." },
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

function text(description: string, examples: readonly string[] = []): Schema {
  return { type: 'string', minLength: 1, description, ...(examples.length === 0 ? {} : { examples }) };
}

function ref(definition: string): Schema {
  return { $ref: `#/$defs/${definition}` };
}
