import type {
  ArgumentIr,
  BindingIr,
  CallExpr,
  ClassIr,
  ConstantExpr,
  Expr,
  Extent,
  FieldIr,
  FunctionIr,
  MemberAssignmentIr,
  ModuleIr,
  ParameterIr,
  StringExpr,
  TypeRef,
} from '../ir.ts';
import { ByteReader } from './byte-reader.ts';
import {
  CONSTANTS,
  EXPR_KINDS,
  MEMBER_KINDS,
  OPTIONAL_LISTS,
  PARAMETER_KINDS,
  SCOPE_KINDS,
} from './words.ts';

/** The module that `packModule` packed. What was one object then is one object again. */
export function unpackModule(bytes: Uint8Array): ModuleIr {
  return new Unpacking(bytes).module();
}

/** One for all, since nobody writes into a module. */
const NOTHING: never[] = [];

class Unpacking {
  private readonly in: ByteReader;
  private readonly expressions: Expr[] = [];
  private readonly branches: (readonly number[])[] = [];
  private start = 0;

  constructor(bytes: Uint8Array) {
    this.in = new ByteReader(bytes);
  }

  module(): ModuleIr {
    const file = this.in.text();
    const language = this.in.count() === 0 ? 'typescript' : 'python';
    const partial = this.in.count() === 1;
    const scopes = this.all(() => ({
      parent: this.index(),
      kind: this.word(SCOPE_KINDS),
      function: this.index(),
    }));
    const calls = this.all(this.reference) as CallExpr[];
    const functions = this.all(this.functionIr);
    const classes = this.all(this.classIr);
    const bindings = this.all(this.binding);
    const memberAssignments = this.all(this.memberAssignment);
    const exports = this.all(() => {
      const entry = { name: this.in.text(), value: this.reference() };
      const typeOnly = this.flag();
      return typeOnly === undefined ? entry : { ...entry, typeOnly };
    });
    const lists = OPTIONAL_LISTS.flatMap((list) => {
      const expressions = this.optional(() => this.all(this.reference));
      return expressions === undefined ? [] : [[list, expressions] as const];
    });
    const comments = this.all(() => ({
      ...this.extent(),
      text: this.in.text(),
      ownLine: this.in.count() === 1,
    }));
    const statements = this.all(this.extent);
    return {
      file,
      language,
      scopes,
      bindings,
      memberAssignments,
      functions,
      classes,
      calls,
      exports,
      ...(Object.fromEntries(lists) as Pick<ModuleIr, (typeof OPTIONAL_LISTS)[number]>),
      comments,
      statements,
      partial,
    };
  }

  private readonly functionIr = (): FunctionIr => {
    const name = this.optional(this.text);
    const extent = this.extent();
    const scope = this.in.count();
    const declaredIn = this.in.count();
    const parameters = this.all(this.parameter);
    const returns = this.all(this.reference);
    const yields = this.all(this.reference);
    const returnType = this.optional(this.type);
    const decorators = this.all(this.reference);
    const owner = this.index();
    const memberAt = this.index();
    const member = memberAt === undefined ? undefined : MEMBER_KINDS[memberAt];
    const parent = this.index();
    return {
      name,
      extent,
      scope,
      declaredIn,
      parameters,
      returns,
      yields,
      ...(returnType === undefined ? {} : { returnType }),
      decorators,
      ...(owner === undefined ? {} : { class: owner }),
      ...(member === undefined ? {} : { member }),
      ...(parent === undefined ? {} : { parent }),
    };
  };

  private readonly parameter = (): ParameterIr => {
    const name = this.optional(this.text);
    const kind = this.word(PARAMETER_KINDS);
    const type = this.optional(this.type);
    const preset = this.optional(this.reference);
    return {
      name,
      kind,
      ...(type === undefined ? {} : { type }),
      ...(preset === undefined ? {} : { default: preset }),
    };
  };

  private readonly classIr = (): ClassIr => {
    const name = this.optional(this.text);
    const extent = this.extent();
    const declaredIn = this.in.count();
    const bases = this.all(this.reference);
    const promised = this.optional(() => this.all(this.reference));
    const isInterface = this.flag();
    const decorators = this.all(this.reference);
    const fields = this.all(this.field);
    const methods = this.all(() => ({ name: this.in.text(), function: this.in.count() }));
    return {
      name,
      extent,
      declaredIn,
      bases,
      ...(promised === undefined ? {} : { implements: promised }),
      ...(isInterface === true ? { isInterface } : {}),
      decorators,
      fields,
      methods,
    };
  };

  private readonly field = (): FieldIr => {
    const name = this.in.text();
    const value = this.optional(this.reference);
    const type = this.optional(this.type);
    const isStatic = this.flag();
    const at = this.in.count();
    return {
      name,
      ...(value === undefined ? {} : { value }),
      ...(type === undefined ? {} : { type }),
      ...(isStatic === undefined ? {} : { static: isStatic }),
      at,
    };
  };

  private readonly binding = (): BindingIr => {
    const name = this.in.text();
    const scope = this.in.count();
    const value = this.reference();
    const at = this.in.signed();
    const branch = this.branch();
    const type = this.optional(this.type);
    const typeOnly = this.flag();
    const ir = { name, scope, value, at, branch };
    if (type === undefined && typeOnly === undefined) return ir;
    return {
      ...ir,
      ...(type === undefined ? {} : { type }),
      ...(typeOnly === undefined ? {} : { typeOnly }),
    };
  };

  private readonly memberAssignment = (): MemberAssignmentIr => {
    const object = this.reference();
    const property = this.in.text();
    const value = this.reference();
    const at = this.in.signed();
    const branch = this.branch();
    const type = this.optional(this.type);
    const ir = { object, property, value, at, branch };
    return type === undefined ? ir : { ...ir, type };
  };

  private readonly type = (): TypeRef => {
    const instanceOf = this.all(this.reference);
    const sameAs = this.optional(() => this.all(this.reference));
    const items = this.optional(this.type);
    return {
      instanceOf,
      ...(sameAs === undefined ? {} : { sameAs }),
      ...(items === undefined ? {} : { items }),
    };
  };

  private readonly reference = (): Expr => {
    const number = this.in.count();
    if (number === 0) {
      const expr = this.expression();
      this.expressions.push(expr);
      return expr;
    }
    const known = this.expressions[number - 1];
    if (known === undefined) throw new RangeError('no such expression');
    return known;
  };

  private expression(): Expr {
    const kind = this.word(EXPR_KINDS);
    const { start, end } = this.extent();
    const scope = this.in.count();
    switch (kind) {
      case 'name':
        return { kind, start, end, scope, name: this.in.text(), branch: this.branch() };
      case 'member':
        return { kind, start, end, scope, object: this.reference(), property: this.in.text() };
      case 'item': {
        const object = this.reference();
        const index = this.optional(this.float);
        return index === undefined
          ? { kind, start, end, scope, object }
          : { kind, start, end, scope, object, index };
      }
      case 'call':
        return {
          kind,
          start,
          end,
          scope,
          callee: this.reference(),
          arguments: this.all(this.argument),
          isNew: this.in.count() === 1,
          function: this.index(),
          branch: this.branch(),
        };
      case 'string':
        return { kind, start, end, scope, parts: this.all(this.part) };
      case 'constant':
        return { kind, start, end, scope, value: this.constant() };
      case 'object':
        return {
          kind,
          start,
          end,
          scope,
          entries: this.all(() => ({ key: this.optional(this.text), value: this.reference() })),
          spreads: this.all(this.reference),
        };
      case 'list':
        return { kind, start, end, scope, items: this.all(this.reference) };
      case 'function':
        return { kind, start, end, scope, function: this.in.count() };
      case 'class':
      case 'this':
      case 'super':
        return { kind, start, end, scope, class: this.in.count() };
      case 'import': {
        const specifier = this.in.text();
        const name = this.optional(this.text);
        const typeOnly = this.flag();
        return {
          kind,
          start,
          end,
          scope,
          specifier,
          ...(name === undefined ? {} : { name }),
          ...(typeOnly === undefined ? {} : { typeOnly }),
        };
      }
      case 'choice':
        return { kind, start, end, scope, options: this.all(this.reference) };
      case 'parameter':
        return { kind, start, end, scope, function: this.in.count(), index: this.in.count() };
      case 'enter':
        return { kind, start, end, scope, value: this.reference() };
      case 'opaque': {
        const inside = this.all(this.reference);
        const operator = this.optional(this.text);
        return operator === undefined
          ? { kind, start, end, scope, inside }
          : { kind, start, end, scope, inside, operator };
      }
    }
  }

  private readonly argument = (): ArgumentIr => {
    const value = this.reference();
    const name = this.optional(this.text);
    const spread = ([undefined, 'list', 'map'] as const)[this.in.count()];
    if (name === undefined && spread === undefined) return { value };
    return { value, ...(name === undefined ? {} : { name }), ...(spread === undefined ? {} : { spread }) };
  };

  private readonly part = (): StringExpr['parts'][number] =>
    this.in.count() === 0 ? this.in.text() : this.reference();

  private constant(): ConstantExpr['value'] {
    switch (this.word(CONSTANTS)) {
      case 'null':
        return null;
      case 'true':
        return true;
      case 'false':
        return false;
      case 'whole':
        return this.in.signed();
      case 'float':
        return this.in.float();
    }
  }

  private readonly text = (): string => this.in.text();

  private readonly float = (): number => this.in.float();

  private readonly extent = (): Extent => {
    const start = this.start + this.in.signed();
    this.start = start;
    return { start, end: start + this.in.signed() };
  };

  private branch(): readonly number[] {
    const number = this.in.count();
    if (number === 0) {
      const blocks = this.all(() => this.in.signed());
      this.branches.push(blocks);
      return blocks;
    }
    const known = this.branches[number - 1];
    if (known === undefined) throw new RangeError('no such branch');
    return known;
  }

  private word<W>(words: readonly W[]): W {
    const word = words[this.in.count()];
    if (word === undefined) throw new RangeError('no such word');
    return word;
  }

  private all<T>(read: () => T): T[] {
    const count = this.in.count();
    if (count === 0) return NOTHING;
    this.in.expectAtLeast(count);
    // A list that grows takes room for more than it will hold; there are very many, most of them short.
    const items = new Array<T>(count);
    for (let index = 0; index < count; index++) items[index] = read();
    return items;
  }

  private optional<T>(read: () => T): T | undefined {
    return this.in.count() === 0 ? undefined : read();
  }

  private index(): number | undefined {
    const value = this.in.count();
    return value === 0 ? undefined : value - 1;
  }

  private flag(): boolean | undefined {
    return [undefined, false, true][this.in.count()];
  }
}
