import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/index.ts';
import { loadPolicy } from '../../src/index.ts';
import type { Policy } from '../../src/model/index.ts';
import { commentsOf } from '../../src/policy/format/comments.ts';
import { formatDocument, readDocument } from '../../src/policy/index.ts';
import { writtenPolicy } from '../decision/arbitraries.ts';

function format(text: string, file = 'policy.yaml'): string {
  const document = readDocument(file, new TextEncoder().encode(text));
  if (!document.ok) throw new Error(`${JSON.stringify(document.error.map((d) => d.message))}\n${text}`);
  return formatDocument(document.value);
}

function load(text: string): Policy {
  const loaded = loadPolicy(text);
  if (!loaded.ok) throw new Error(`${loaded.error.map((d) => d.message).join('\n')}\n${text}`);
  return loaded.value.policy;
}

/** Choices of a writer, one after the other, so that a text shrinks with them. */
type Choose = (count: number) => number;

const choices: fc.Arbitrary<readonly number[]> = fc.array(fc.nat({ max: 59 }), {
  maxLength: 120,
  size: 'max',
});

function chooser(list: readonly number[]): Choose {
  let at = 0;
  return (count) => (list[at++] ?? 0) % count;
}

/** A value as a careless person writes it in YAML: any style, comments anywhere a comment may stand. */
class Writer {
  private readonly choose: Choose;
  private count = 0;

  constructor(choose: Choose) {
    this.choose = choose;
  }

  document(value: Json): string {
    const head = this.choose(3) === 1 ? `${this.comment()}\n\n` : '';
    const tail = this.choose(3) === 1 ? `${' '.repeat(this.choose(3))}${this.comment()}\n` : '';
    return `${head}${this.block(value, this.choose(2)).replace(/^\n/, '')}\n${tail}`;
  }

  private comment(): string {
    this.count += 1;
    return `#${this.choose(2) === 0 ? ' ' : ''}note ${this.count} "of: [the] author`;
  }

  private ending(): string {
    return this.choose(8) === 1 ? `  ${this.comment()}` : '';
  }

  private above(indent: number): string {
    const blank = this.choose(6) === 1 ? '\n' : '';
    const at = Math.max(0, indent - (this.choose(5) === 1 ? 1 : 0));
    return this.choose(6) === 1 ? `${blank}${' '.repeat(at)}${this.comment()}\n` : blank;
  }

  /** What follows a key or a dash, the white space before it included. */
  private block(value: Json, indent: number): string {
    if (typeof value !== 'object' || value === null) {
      const shown = this.scalar(value, indent);
      // what follows a block scalar would be part of it
      return ` ${shown}${shown.startsWith('|') ? '' : this.ending()}`;
    }
    const entries = Object.entries<Json>(value as Record<string, Json>);
    if (entries.length === 0 || this.choose(4) === 1)
      return ` ${this.flow(value, indent + 1)}${this.ending()}`;
    const pad = ' '.repeat(indent);
    const lines = this.shuffled(entries, Array.isArray(value)).map(([key, member]) => {
      const deeper = indent + 1 + this.choose(3);
      const head = Array.isArray(value) ? '-' : `${this.key(key)}:`;
      return `${this.above(indent)}${pad}${head}${this.block(member, deeper)}`;
    });
    const end = this.choose(8) === 1 ? `\n${pad}${this.comment()}` : '';
    return `${this.ending()}\n${lines.join('\n')}${end}`;
  }

  private flow(value: Json, indent: number): string {
    if (typeof value !== 'object' || value === null) return this.scalar(value, indent, true);
    const isList = Array.isArray(value);
    const entries = Object.entries<Json>(value as Record<string, Json>);
    const members = this.shuffled(entries, isList).map(([key, member]) => {
      const shown = this.flow(member, indent);
      return `${this.gap(indent)}${isList ? shown : `${this.key(key)}: ${shown}`}`;
    });
    const [open, close] = isList ? '[]' : '{}';
    return `${open}${members.join(',')}${members.length === 0 ? '' : this.gap(indent)}${close}`;
  }

  private gap(indent: number): string {
    const pad = ' '.repeat(indent);
    if (this.choose(10) === 1) return `  ${this.comment()}\n${pad}`;
    return this.choose(10) === 1 ? `\n${pad}${this.comment()}\n${pad}` : ' ';
  }

  private key(key: string): string {
    const isPlain = /^[a-z_]+$/.test(key);
    return isPlain && this.choose(4) !== 1 ? key : JSON.stringify(key);
  }

  private scalar(value: Json, indent: number, isFlow = false): string {
    if (typeof value !== 'string') return JSON.stringify(value);
    const style = this.choose(6);
    if (style === 1 && !/[\n]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
    if (style === 2 && /^[a-z]+(?:[_ ][a-z]+)*$/.test(value)) {
      return value.replaceAll(' ', `\n${' '.repeat(indent + 1)}`);
    }
    if (style === 3 && !isFlow && /^\S[^\n]*$/.test(value) && value.trimEnd() === value) {
      return `|-${this.ending()}\n${' '.repeat(indent + 1)}${value}`;
    }
    if (style === 4 && value.includes(' ')) {
      return JSON.stringify(value).replace(/(?<=[a-z]) (?=[a-z])/g, `\n${' '.repeat(indent + 2)}`);
    }
    if (style === 5 && /^[a-z_*.]*[a-z]$/.test(value) && !/^[*]/.test(value)) return value;
    return JSON.stringify(value);
  }

  private shuffled<T>(entries: readonly T[], isList: boolean): readonly T[] {
    return isList || this.choose(2) === 0 ? entries : entries.toReversed();
  }
}

const invariants: Json = [
  { name: 'deletes never run', never: { match: { type: '*delete*' }, approval: ['auto'] } },
  {
    name: 'payments are seen by somebody',
    tags: ['money'],
    always: {
      match: { type: ['pay*', 'a,b', '{x,y}'] },
      conditions: { param_gt: { amount: 100 } },
      except: [{ match: { target: 'sandbox' } }],
      approval_at_least: 'approve',
    },
  },
];
const policies = fc
  .tuple(writtenPolicy, fc.boolean(), fc.constantFrom('', 'why it is so', ' odd # text: ', 'two\nlines'))
  .map(([written, isFull, text]): Json => {
    const rules = (written['rules'] as readonly Record<string, Json>[]).map((rule, index) =>
      text === '' || index > 0 ? rule : { ...rule, description: text, name: `rule ${index}` },
    );
    return { ...written, rules, ...(isFull ? { invariants, timezone: 'Europe/Berlin' } : {}) };
  });
const texts = fc
  .tuple(policies, choices, fc.boolean())
  .map(([policy, list, isWrapped]) =>
    new Writer(chooser(list)).document(
      isWrapped ? { policy, scan: { exclude: ['dist/**', 'gen'], fail_on: 'high' } } : policy,
    ),
  );

describe('formatting', () => {
  test('changes neither policy nor hash, keeps every comment, and is done after one time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const formatted = format(text);
        expect(load(formatted)).toEqual(load(text));
        const comments = (of: string): string[] =>
          commentsOf(of)
            .map((comment) => comment.text)
            .toSorted();
        expect(comments(formatted)).toEqual(comments(text));
        expect(format(formatted)).toBe(formatted);
        expect(formatted).not.toMatch(/\r|[ \t]\n|\n\n\n|\n\n$/);
      }),
      { numRuns: 120 },
    );
  });

  test('gives one text whatever the layout, where there are no comments and quotes agree', () => {
    fc.assert(
      fc.property(policies, fc.boolean(), (policy, isIndented) => {
        const text = format(JSON.stringify(policy));
        expect(
          format(JSON.stringify(policy, null, isIndented ? 4 : undefined).replaceAll('\n', '\r\n')),
        ).toBe(text);
      }),
      { numRuns: 25 },
    );
  });
});
