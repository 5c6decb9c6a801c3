import type { CatalogCall, CatalogRow } from '../../../src/scan/catalog/catalog.ts';
import { parsePath, type CatalogPath, type PathStep } from '../../../src/scan/catalog/path.ts';

/** A small file that makes one call of a row the way a user would write it. */
export interface Snippet {
  readonly text: string;
  /** The call as it stands in the text. */
  readonly call: string;
}

/**
 * How the package is brought in: `plain` by name; `aliased` under another name and through another variable;
 * `look-alike` with the same names from a module of the project's own.
 */
export type Manner = 'plain' | 'aliased' | 'look-alike';

/** One of the ways in which a type of a row says that values come to be, or pass on. */
export interface Origin {
  readonly type: string;
  readonly form: 'classes' | 'values' | 'decorators' | 'same' | 'piped';
  readonly path: string;
}

/** A snippet is made by reading the paths of the catalogue the other way round: as text instead of as a pattern. */
export function snippetOf(row: CatalogRow, call: CatalogCall, manner: Manner, origin?: Origin): Snippet {
  const writer = createWriter(row, manner, origin);
  const path = read(call.path);
  const callee = path.head.kind === 'type' ? writer.onVariable(path) : writer.expression(path);
  const isConstruction = row.language === 'typescript' && path.steps.length === 0 && /^[A-Z]/.test(callee);
  const text = `${isConstruction ? 'new ' : ''}${callee}(${writer.arguments(call)})`;
  return { text: writer.file(text), call: text };
}

interface Writer {
  expression(path: CatalogPath): string;
  /** The same, with the value that the path begins with in a variable. */
  onVariable(path: CatalogPath): string;
  arguments(call: CatalogCall): string;
  file(call: string): string;
}

function createWriter(row: CatalogRow, manner: Manner, origin: Origin | undefined): Writer {
  const typescript = row.language === 'typescript';
  const imports = new Set<string>();
  const statements: string[] = [];

  function expression(path: CatalogPath): string {
    const head = path.head.kind === 'export' ? imported(path.head.name) : typed(path.head.name);
    const starts =
      path.head.kind === 'export' && path.steps[0]?.kind === 'call' && /^[A-Z]/.test(path.head.name);
    return `${starts && typescript ? 'new ' : ''}${head}${path.steps.map(stepText).join('')}`;
  }

  function imported(form: string): string {
    const name = form.replaceAll('*', 'Example');
    const local = manner === 'aliased' ? `Imported${name}` : name === 'default' ? 'Imported' : name;
    imports.add(
      typescript ? typescriptImport(row, name, local, manner) : pythonImport(row, name, local, manner),
    );
    return local;
  }

  /** A value of the type, made in the first way the row has, or in the way that was asked for. */
  function typed(name: string, around: readonly string[] = []): string {
    if (origin?.type === name && around.length === 0) return originated(origin);
    const type = row.types[name];
    if (type?.classes?.[0] !== undefined) return constructed(type.classes[0]);
    const value = type?.values?.find((path) => !leadsTo(path, [name, ...around]));
    return value === undefined
      ? decorated(expression(read(type?.decorators?.[0] ?? '')))
      : from(value, [name, ...around]);
  }

  function originated({ type, form, path }: Origin): string {
    switch (form) {
      case 'classes':
        return constructed(path);
      case 'values':
        return from(path, leadsTo(path, [type]) ? ['itself'] : [type]);
      case 'decorators':
        return decorated(expression(read(path)));
      case 'same':
        return `${grouped(typed(type, ['itself']))}${/^[([]/.test(path) ? '' : '.'}${path}`;
      case 'piped':
        return `(parser | ${typed(path, ['itself'])} | parser)`;
    }
  }

  function constructed(path: string): string {
    return `${typescript ? 'new ' : ''}${expression(read(path))}()`;
  }

  function from(text: string, around: readonly string[]): string {
    const path = read(text);
    const at = path.steps.findIndex(({ kind }) => kind === 'handed');
    if (at !== -1) return handed(path, at, around);
    return stepped(path, around);
  }

  /** The value inside a callback, brought out of it. */
  function handed(path: CatalogPath, at: number, around: readonly string[]): string {
    const step = path.steps[at];
    if (step?.kind !== 'handed' || !typescript) throw new Error(`no snippet for \`${path.text}\``);
    const callee = stepped({ ...path, steps: path.steps.slice(0, at) }, around);
    const before = /^\d+$/.test(step.to) ? 'null, '.repeat(Number(step.to)) : '';
    const callback = `(${['first', 'second'].slice(0, step.index + 1).join(', ')}) => { handed = ${step.index === 0 ? 'first' : 'second'}; }`;
    const given = /^\d+$/.test(step.to) ? callback : `{ ${step.to}: ${callback} }`;
    statements.push(`let handed;\n${callee}(${before}${given});`);
    return `handed${path.steps
      .slice(at + 1)
      .map(stepText)
      .join('')}`;
  }

  function stepped(path: CatalogPath, around: readonly string[]): string {
    if (path.head.kind === 'export') return expression(path);
    return `${grouped(typed(path.head.name, around))}${path.steps.map(stepText).join('')}`;
  }

  function decorated(decorator: string): string {
    statements.push(`@${decorator}\ndef recommend_book(genre: str) -> str: ...\n`);
    return 'recommend_book';
  }

  function onVariable(path: CatalogPath): string {
    const value = typed(path.head.name);
    const name = manner === 'aliased' ? 'first' : 'receiver';
    statements.push(typescript ? `const ${name} = ${value};` : `${name} = ${value}`);
    if (manner === 'aliased') statements.push(typescript ? 'const receiver = first;' : 'receiver = first');
    return `receiver${path.steps.map(stepText).join('')}`;
  }

  function argumentList(call: CatalogCall): string {
    const request = typescript ? "{ model: 'small', messages: [] }" : "model='small', messages=[]";
    if (call.argument === undefined) return request;
    return [...Array<string>(call.argument.index).fill('null'), typed(call.argument.type)].join(', ');
  }

  function file(call: string): string {
    const use = typescript
      ? `export async function answer() {\n  return ${call};\n}`
      : `async def answer():\n    return ${call}`;
    return `${[...imports, ...statements, use].join('\n')}\n`;
  }

  return { expression, onVariable, arguments: argumentList, file };
}

function typescriptImport(row: CatalogRow, name: string, local: string, manner: Manner): string {
  const from = manner === 'look-alike' ? './own.ts' : moduleOf(row);
  if (name === 'default') return `import ${local} from '${from}';`;
  return `import { ${name === local ? name : `${name} as ${local}`} } from '${from}';`;
}

function pythonImport(row: CatalogRow, name: string, local: string, manner: Manner): string {
  const from = manner === 'look-alike' ? '.own' : moduleOf(row);
  return `from ${from} import ${name === local ? name : `${name} as ${local}`}`;
}

function leadsTo(path: string, types: readonly string[]): boolean {
  const { head } = read(path);
  return head.kind === 'type' && types.includes(head.name);
}

function moduleOf(row: CatalogRow): string {
  const module = row.modules[0] ?? '';
  return /^@[^/]+\/\*$/.test(module) ? module.replace('*', 'example') : module.replace(/\/?\*$/, '');
}

function grouped(expression: string): string {
  return expression.startsWith('new ') ? `(${expression})` : expression;
}

function stepText(step: PathStep): string {
  switch (step.kind) {
    case 'member':
      return `.${step.name}`;
    case 'item':
      return '[0]';
    case 'handed':
      throw new Error('a value handed to a callback is written as a statement');
    case 'call':
      return step.text === undefined ? '()' : `("${step.text}")`;
  }
}

function read(text: string): CatalogPath {
  const path = parsePath(text);
  if (!path.ok) throw new Error(path.error);
  return path.value;
}
