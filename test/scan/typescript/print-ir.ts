import type { ArgumentIr, BindingIr, Expr, ModuleIr, TypeRef } from '../../../src/scan/ir.ts';

/** An expression on one line: `new import(openai).OpenAI()`, `xs[*]` for some item, `(a | b)` for a choice, `?(..)` for opaque. */
export function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'name':
      return expr.name;
    case 'member':
      return `${printExpr(expr.object)}.${expr.property}`;
    case 'item':
      return `${printExpr(expr.object)}[${expr.index ?? '*'}]`;
    case 'call':
      return `${expr.isNew ? 'new ' : ''}${printExpr(expr.callee)}(${expr.arguments.map(printArgument).join(', ')})`;
    case 'string':
      return `'${expr.parts.map((part) => (typeof part === 'string' ? part : `\${${printExpr(part)}}`)).join('')}'`;
    case 'constant':
      return String(expr.value);
    case 'object':
      return `{${[
        ...expr.entries.map(({ key, value }) => `${key ?? '?'}: ${printExpr(value)}`),
        ...expr.spreads.map((spread) => `...${printExpr(spread)}`),
      ].join(', ')}}`;
    case 'list':
      return `[${expr.items.map(printExpr).join(', ')}]`;
    case 'function':
      return `function#${expr.function}`;
    case 'class':
      return `class#${expr.class}`;
    case 'import':
      return `import(${expr.specifier})${expr.name === undefined ? '' : `.${expr.name}`}`;
    case 'choice':
      return `(${expr.options.map(printExpr).join(' | ')})`;
    case 'this':
      return `this#${expr.class}`;
    case 'super':
      return `super#${expr.class}`;
    case 'parameter':
      return `parameter#${expr.function}.${expr.index}`;
    case 'enter':
      return `enter(${printExpr(expr.value)})`;
    case 'opaque':
      return `?${expr.operator ?? ''}(${expr.inside.map(printExpr).join(', ')})`;
  }
}

function printArgument({ spread, value }: ArgumentIr): string {
  const text = printExpr(value);
  return spread === undefined ? text : `...${text}`;
}

/** `Anthropic | Other`, `is X` for the thing itself, `items of Client`. */
export function printType(type: TypeRef): string {
  return [
    ...type.instanceOf.map(printExpr),
    ...(type.sameAs ?? []).map((same) => `is ${printExpr(same)}`),
    ...(type.items === undefined ? [] : [`items of (${printType(type.items)})`]),
  ].join(' | ');
}

/** `scope name: type = value`, followed by `if` for each branch around it. */
export function printBinding(binding: BindingIr): string {
  const type = binding.type === undefined ? '' : `: ${printType(binding.type)}`;
  const branches = ' if'.repeat(binding.branch.length);
  const typeOnly = binding.typeOnly === true ? ' (type only)' : '';
  return `${binding.scope} ${binding.name}${type} = ${printExpr(binding.value)}${branches}${typeOnly}`;
}

export function printBindings(module: ModuleIr): readonly string[] {
  return module.bindings.map(printBinding);
}

export function printAssignments(module: ModuleIr): readonly string[] {
  return module.memberAssignments.map(({ object, property, value, type, branch }) => {
    const annotation = type === undefined ? '' : `: ${printType(type)}`;
    return `${printExpr(object)}.${property}${annotation} = ${printExpr(value)}${' if'.repeat(branch.length)}`;
  });
}

export function printExports(module: ModuleIr): readonly string[] {
  return module.exports.map(
    ({ name, value, typeOnly }) => `${name} = ${printExpr(value)}${typeOnly === true ? ' (type only)' : ''}`,
  );
}

/** `class Name extends Base`, then its fields and the numbers of its methods. */
export function printClasses(module: ModuleIr): readonly string[] {
  return module.classes.map(({ name, bases, fields, methods, isInterface }) => {
    const kind = isInterface === true ? 'interface' : 'class';
    const parents = bases.length === 0 ? '' : ` extends ${bases.map(printExpr).join(', ')}`;
    const members = [
      ...fields.map((field) => {
        const type = field.type === undefined ? '' : `: ${printType(field.type)}`;
        const value = field.value === undefined ? '' : ` = ${printExpr(field.value)}`;
        return `${field.static === true ? 'static ' : ''}${field.name}${type}${value}`;
      }),
      ...methods.map((method) => `${method.name}() = function#${method.function}`),
    ];
    return `${kind} ${name ?? ''}${parents} { ${members.join('; ')} }`;
  });
}

/** `name(parameters): type -> returns`. */
export function printFunctions(module: ModuleIr): readonly string[] {
  return module.functions.map(({ name, parameters, returns, yields, returnType, member }) => {
    const given = parameters.map((parameter) => {
      const type = parameter.type === undefined ? '' : `: ${printType(parameter.type)}`;
      const preset = parameter.default === undefined ? '' : ` = ${printExpr(parameter.default)}`;
      return `${parameter.kind === 'rest' ? '...' : ''}${parameter.name ?? '{}'}${type}${preset}`;
    });
    const type = returnType === undefined ? '' : `: ${printType(returnType)}`;
    const gives = [...returns.map(printExpr), ...yields.map((value) => `yield ${printExpr(value)}`)];
    const kind = member === undefined ? '' : `${member} `;
    return `${kind}${name ?? ''}(${given.join(', ')})${type} -> ${gives.join(', ')}`;
  });
}

export function printCalls(module: ModuleIr): readonly string[] {
  return module.calls.map(printExpr);
}
