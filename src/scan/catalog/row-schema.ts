import type { Json } from '../../base/index.ts';
import { SINK_KINDS } from '../report.ts';
import { DEFAULT_RISK, RISKS } from './read-row.ts';

/** The JSON Schema (draft 2020-12) of a document of the catalogue, published as specs/catalog-row.schema.json. */
export function catalogRowSchema(): Json {
  const { catalogRow, ...definitions } = catalogRowDefinitions('required') as Record<string, object>;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Row of the AI-call catalogue',
    ...catalogRow,
    $defs: definitions as Json,
  };
}

/**
 * The definitions of a row, `catalogRow` and its parts, for `$defs` of a larger schema. Rows that users write need not say
 * where their facts come from.
 */
export function catalogRowDefinitions(facts: 'required' | 'optional'): Readonly<Record<string, Json>> {
  const needed = facts === 'required' ? ['source', 'date'] : [];
  return {
    catalogRow: {
      description: 'What calls to one AI package, or requests to one AI service, look like.',
      oneOf: [ref('catalogPackage'), ref('catalogHost')],
    },
    catalogPackage: map(['package', 'language', 'modules', 'calls', ...needed], {
      package: text(
        'The name that users know the package by; a built-in row of this name gives way.',
        'acme-llm',
      ),
      language: { enum: ['typescript', 'python'], description: 'The language of the package.' },
      modules: {
        ...texts(
          'What is imported: in TypeScript exact names, or a prefix ending in `/*` (also a scope); in Python dotted modules, which stand for their submodules too, or a prefix ending in `*`.',
          ['acme_llm'],
        ),
        minItems: 1,
      },
      types: {
        description:
          "Values worth following, under names of this row's own, which paths begin with as `$name`.",
        type: 'object',
        additionalProperties: ref('catalogType'),
      },
      transparent: texts('Members that may stand before the last one of a call and change nothing.', [
        'with_raw_response',
      ]),
      calls: { description: 'What counts as a call.', type: 'array', items: ref('catalogCalls') },
      gates: {
        description: "The framework's own means of putting a decision before its calls.",
        type: 'array',
        items: ref('catalogGate'),
      },
      instrumented: {
        description:
          'The first version that instrumentation covers, `any` for all; left out where it covers none.',
        type: 'string',
      },
      ...factProperties(),
    }),
    catalogType: map([], {
      classes: paths(
        'Exported classes: making one, inheriting from one or annotating with one gives the type.',
        ['Client'],
      ),
      values: paths('How else a value of the type comes to be.', ['connect()']),
      decorators: paths('Decorators that make a function a value of the type.', ['assistant']),
      same: texts('Steps after which it is still a value of the type.', ['with_options()']),
      piped: texts('Types of the row: `a | b` with one of them as a part is of this type.', ['chain']),
    }),
    catalogCalls: map(['kind', 'paths'], {
      kind: { enum: [...SINK_KINDS], description: 'What the call does.' },
      risk: {
        enum: [...RISKS],
        description: `What it risks; by kind: ${Object.entries(DEFAULT_RISK)
          .map(([kind, risk]) => `${kind} ${risk}`)
          .join(', ')}.`,
      },
      distinctive: {
        type: 'boolean',
        description: 'The members of the path alone, at least two, tell that it is a call of this package.',
      },
      argument: {
        description: 'The call counts only when this argument, from 0, is of this type of the row.',
        ...map(['index', 'type'], {
          index: { type: 'integer', minimum: 0, description: 'Which argument, from 0.' },
          type: text('A name of `types`.', 'command'),
        }),
      },
      paths: { ...paths('The calls, without their parentheses.', ['$client.chat.send']), minItems: 1 },
    }),
    catalogGate: map(['name', 'option'], {
      name: text('As it is shown.', '`approve` of acme-llm'),
      option: {
        type: 'string',
        pattern: String.raw`^(\d+|\*|[A-Za-z_]\w*)(\.(\d+|\*|[A-Za-z_]\w*))*$`,
        description:
          'The option or keyword argument, or a dotted way to it; a number is a position, `*` any item.',
        examples: ['approve', 'tools.*.approve'],
      },
      contains: paths("Paths of which one must be among the option's values.", ['humanInTheLoop()']),
      calls: paths('Calls on the same receiver in which the option stands.', ['$client.tool']),
      kinds: {
        description: 'The kinds of calls that it can hold back; left out: all of the row.',
        type: 'array',
        items: { enum: [...SINK_KINDS] },
      },
    }),
    catalogHost: map(['name', 'hosts', ...needed], {
      name: text('As it is shown.', 'ai.example.com'),
      hosts: texts(
        'Host names, with a port if need be; `*` stands for labels or a part of one. Empty: any host.',
        ['ai.example.com'],
      ),
      paths: texts('URL paths that carry prompts, `*` for any characters. Empty: all.', ['/v1/chat/*']),
      except: texts('URL paths that carry none.', ['/v1/models']),
      kind: { enum: [...SINK_KINDS], description: 'What a request does; `raw_http` when it is left out.' },
      risk: { enum: [...RISKS], description: 'What a request risks.' },
      ...factProperties(),
    }),
    catalogPath: {
      type: 'string',
      pattern:
        '^(\\$[A-Za-z_][A-Za-z0-9_$]*|[A-Za-z_*][A-Za-z0-9_$*]*)(\\.[A-Za-z_][A-Za-z0-9_$]*|\\[\\]|\\{([A-Za-z_][A-Za-z0-9_$]*|0|[1-9]\\d*)(\\.[1-9]\\d*)?\\}|\\((([A-Za-z_][A-Za-z0-9_$]*=)?"[^"\\\\\\n]*")?\\))*$',
      description:
        'How a value comes to be: `$type` or an export, then members, calls, items and `{option}`, what a call hands to the function in that option. In types, `*` in the name of an export is any part of it.',
      examples: ['$client.chat.send'],
    },
  };
}

function factProperties(): Readonly<Record<string, Json>> {
  return {
    source: text('Where the facts were read.', 'acme-llm 2.1.0'),
    date: {
      type: 'string',
      pattern: String.raw`^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`,
      description: 'When they were read.',
      examples: ['2026-11-24'],
    },
  };
}

function map(required: readonly string[], properties: Readonly<Record<string, Json>>): Record<string, Json> {
  return { type: 'object', additionalProperties: false, required, properties };
}

function text(description: string, example: string): Json {
  return { type: 'string', minLength: 1, description, examples: [example] };
}

function texts(description: string, example: readonly string[]): Record<string, Json> {
  return { type: 'array', items: { type: 'string', minLength: 1 }, description, examples: [example] };
}

function paths(description: string, example: readonly string[]): Record<string, Json> {
  return { type: 'array', items: ref('catalogPath'), description, examples: [example] };
}

function ref(name: string): Json {
  return { $ref: `#/$defs/${name}` };
}
