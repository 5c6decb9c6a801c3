import type {
  ArgumentIr,
  BindingIr,
  ClassIr,
  ConstantExpr,
  Expr,
  Extent,
  FieldIr,
  FunctionIr,
  MemberAssignmentIr,
  ModuleIr,
  ParameterIr,
  TypeRef,
} from '../ir.ts';
import { createByteWriter, type ByteWriter } from './byte-writer.ts';
import {
  CONSTANTS,
  EXPR_KINDS,
  MEMBER_KINDS,
  OPTIONAL_LISTS,
  PARAMETER_KINDS,
  SCOPE_KINDS,
} from './words.ts';

/**
 * A module as a few bytes, for the way between threads and into a cache. Every expression is written once, after those
 * inside it, and pointed at by its number from then on; so is every list of branches.
 */
export function packModule(module: ModuleIr): Uint8Array<ArrayBuffer> {
  const packing = new Packing();
  packing.module(module);
  return packing.out.bytes();
}

class Packing {
  readonly out: ByteWriter = createByteWriter();
  private readonly expressions = new Map<Expr, number>();
  private readonly branches = new Map<string, number>();
  private start = 0;

  module(module: ModuleIr): void {
    const { out } = this;
    out.text(module.file);
    out.count(module.language === 'typescript' ? 0 : 1);
    out.count(module.partial ? 1 : 0);
    this.all(module.scopes, ({ parent, kind, function: owner }) => {
      this.index(parent);
      out.count(SCOPE_KINDS.indexOf(kind));
      this.index(owner);
    });
    this.all(module.calls, this.reference);
    this.all(module.functions, this.functionIr);
    this.all(module.classes, this.classIr);
    this.all(module.bindings, this.binding);
    this.all(module.memberAssignments, this.memberAssignment);
    this.all(module.exports, ({ name, value, typeOnly }) => {
      out.text(name);
      this.reference(value);
      this.flag(typeOnly);
    });
    for (const list of OPTIONAL_LISTS) {
      this.optional(module[list], (expressions) => {
        this.all(expressions, this.reference);
      });
    }
    this.all(module.comments, (comment) => {
      this.extent(comment);
      out.text(comment.text);
      out.count(comment.ownLine ? 1 : 0);
    });
    // What a suppression covers is asked only where there is one.
    this.all(module.comments.length === 0 ? [] : module.statements, this.extent);
  }

  private readonly functionIr = (ir: FunctionIr): void => {
    const { out } = this;
    this.optional(ir.name, out.text);
    this.extent(ir.extent);
    out.count(ir.scope);
    out.count(ir.declaredIn);
    this.all(ir.parameters, this.parameter);
    this.all(ir.returns, this.reference);
    this.all(ir.yields, this.reference);
    this.optional(ir.returnType, this.type);
    this.all(ir.decorators, this.reference);
    this.index(ir.class);
    this.index(ir.member === undefined ? undefined : MEMBER_KINDS.indexOf(ir.member));
    this.index(ir.parent);
  };

  private readonly parameter = (ir: ParameterIr): void => {
    this.optional(ir.name, this.out.text);
    this.out.count(PARAMETER_KINDS.indexOf(ir.kind));
    this.optional(ir.type, this.type);
    this.optional(ir.default, this.reference);
  };

  private readonly classIr = (ir: ClassIr): void => {
    const { out } = this;
    this.optional(ir.name, out.text);
    this.extent(ir.extent);
    out.count(ir.declaredIn);
    this.all(ir.bases, this.reference);
    this.optional(ir.implements, (bases) => {
      this.all(bases, this.reference);
    });
    this.flag(ir.isInterface);
    this.all(ir.decorators, this.reference);
    this.all(ir.fields, this.field);
    this.all(ir.methods, (method) => {
      out.text(method.name);
      out.count(method.function);
    });
  };

  private readonly field = (ir: FieldIr): void => {
    this.out.text(ir.name);
    this.optional(ir.value, this.reference);
    this.optional(ir.type, this.type);
    this.flag(ir.static);
    this.out.count(ir.at);
  };

  private readonly binding = (ir: BindingIr): void => {
    this.out.text(ir.name);
    this.out.count(ir.scope);
    this.reference(ir.value);
    this.out.signed(ir.at);
    this.branch(ir.branch);
    this.optional(ir.type, this.type);
    this.flag(ir.typeOnly);
  };

  private readonly memberAssignment = (ir: MemberAssignmentIr): void => {
    this.reference(ir.object);
    this.out.text(ir.property);
    this.reference(ir.value);
    this.out.signed(ir.at);
    this.branch(ir.branch);
    this.optional(ir.type, this.type);
  };

  private readonly type = (ir: TypeRef): void => {
    this.all(ir.instanceOf, this.reference);
    this.optional(ir.sameAs, (values) => {
      this.all(values, this.reference);
    });
    this.optional(ir.items, this.type);
  };

  /** 0 announces an expression that comes now; what is known goes by its number, from 1. */
  private readonly reference = (expr: Expr): void => {
    const known = this.expressions.get(expr);
    if (known !== undefined) {
      this.out.count(known);
      return;
    }
    this.out.count(0);
    this.expression(expr);
    this.expressions.set(expr, this.expressions.size + 1);
  };

  private expression(expr: Expr): void {
    const { out } = this;
    out.count(EXPR_KINDS.indexOf(expr.kind));
    this.extent(expr);
    out.count(expr.scope);
    switch (expr.kind) {
      case 'name':
        out.text(expr.name);
        this.branch(expr.branch);
        break;
      case 'member':
        this.reference(expr.object);
        out.text(expr.property);
        break;
      case 'item':
        this.reference(expr.object);
        this.optional(expr.index, out.float);
        break;
      case 'call':
        this.reference(expr.callee);
        this.all(expr.arguments, this.argument);
        out.count(expr.isNew ? 1 : 0);
        this.index(expr.function);
        this.branch(expr.branch);
        break;
      case 'string':
        this.all(expr.parts, (part) => {
          out.count(typeof part === 'string' ? 0 : 1);
          if (typeof part === 'string') out.text(part);
          else this.reference(part);
        });
        break;
      case 'constant':
        this.constant(expr);
        break;
      case 'object':
        this.all(expr.entries, ({ key, value }) => {
          this.optional(key, out.text);
          this.reference(value);
        });
        this.all(expr.spreads, this.reference);
        break;
      case 'list':
        this.all(expr.items, this.reference);
        break;
      case 'function':
        out.count(expr.function);
        break;
      case 'class':
      case 'this':
      case 'super':
        out.count(expr.class);
        break;
      case 'import':
        out.text(expr.specifier);
        this.optional(expr.name, out.text);
        this.flag(expr.typeOnly);
        break;
      case 'choice':
        this.all(expr.options, this.reference);
        break;
      case 'parameter':
        out.count(expr.function);
        out.count(expr.index);
        break;
      case 'enter':
        this.reference(expr.value);
        break;
      case 'opaque':
        this.all(expr.inside, this.reference);
        this.optional(expr.operator, out.text);
        break;
    }
  }

  private readonly argument = ({ value, name, spread }: ArgumentIr): void => {
    this.reference(value);
    this.optional(name, this.out.text);
    this.out.count(spread === undefined ? 0 : spread === 'list' ? 1 : 2);
  };

  private constant({ value }: ConstantExpr): void {
    const isWhole = typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 50;
    if (typeof value !== 'number') this.out.count(CONSTANTS.indexOf(`${value}`));
    else this.out.count(CONSTANTS.indexOf(isWhole && !Object.is(value, -0) ? 'whole' : 'float'));
    if (typeof value !== 'number') return;
    if (isWhole && !Object.is(value, -0)) this.out.signed(value);
    else this.out.float(value);
  }

  private readonly extent = ({ start, end }: Extent): void => {
    this.out.signed(start - this.start);
    this.out.signed(end - start);
    this.start = start;
  };

  /** 0 announces a list that comes now, as above. */
  private branch(blocks: readonly number[]): void {
    const key = blocks.join();
    const known = this.branches.get(key);
    this.out.count(known ?? 0);
    if (known !== undefined) return;
    this.all(blocks, this.out.signed);
    this.branches.set(key, this.branches.size + 1);
  }

  private all<T>(items: readonly T[], write: (item: T) => void): void {
    this.out.count(items.length);
    for (const item of items) write(item);
  }

  private optional<T>(value: T | undefined, write: (value: T) => void): void {
    this.out.count(value === undefined ? 0 : 1);
    if (value !== undefined) write(value);
  }

  private index(value: number | undefined): void {
    this.out.count(value === undefined ? 0 : value + 1);
  }

  private flag(value: boolean | undefined): void {
    this.out.count(value === undefined ? 0 : value ? 2 : 1);
  }
}
