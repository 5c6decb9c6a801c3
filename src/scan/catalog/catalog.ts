import type { Language } from '../ir.ts';
import type { Risk, SinkKind } from '../report.ts';

/**
 * The AI-call catalogue: what a call to an AI package looks like, as data. The source is YAML beside this file, one file
 * a package; the build validates it and ships it as one sorted JSON.
 *
 * Paths. A path says how a value comes to be, read from left to right, the way a user would write it:
 * `name` (a member, or at the head an export of the row's modules), `name()` (called, with or without `new`),
 * `name("text")` (called with this constant as its first argument), `name(key="text")` (the same, also when given as that
 * keyword argument), `()` (the value before is called), `[]` (an item), `{execute}` (what the value before, when called,
 * hands to the function given as this option or argument). `parsePath` in path.ts reads them.
 * `Chat*` at the head of a path of `types` is every export of that form which the row does not name itself.
 * The head `default` is the default export; it also stands for the module itself where that is called, constructed or
 * used as a value (`const OpenAI = require('openai')`, `import * as ollama`).
 * A head `$client` is the type of that name in the same row. In calls, the last step is the callee: the call itself is
 * understood. Examples: `generateText`, `$client.chat.completions.create`, `client("bedrock-runtime")`,
 * `$client.getGenerativeModel()`, `$predictor` (calling an instance).
 */
export interface Catalog {
  /** SHA-256 of the rows; part of a cache key. */
  readonly version: string;
  readonly rows: readonly CatalogRow[];
  readonly hosts: readonly HostRow[];
}

export interface CatalogRow {
  /** The name users know the package by; shown as the finding's SDK. */
  readonly package: string;
  readonly language: Language;
  /**
   * Import specifiers that mean this package. TypeScript: exact, or a prefix ending in `/*` (`@langchain/*`). Python: a dotted module,
   * which also stands for all its submodules; a prefix may end in `*` (`langchain_*`). Rows may share a module as long as
   * they name different exports of it.
   */
  readonly modules: readonly string[];
  /** Values worth following, by a name of this row's own. */
  readonly types: Readonly<Record<string, CatalogType>>;
  readonly calls: readonly CatalogCall[];
  /** The framework's own means of putting a decision before its calls. */
  readonly gates: readonly CatalogGate[];
  /** The first version that instrumentation covers, `any` for all; absent where it covers none. */
  readonly instrumented?: string;
  /** Where the facts were read: package and version, or repository and commit. A user's own row may not say. */
  readonly source?: string;
  /** When they were read, YYYY-MM-DD. */
  readonly date?: string;
}

export interface CatalogType {
  /** Exported classes: constructing one, inheriting from one or annotating with one gives the type. */
  readonly classes?: readonly string[];
  /** Paths of values that are of the type: factories, derived receivers, ready-made singletons. */
  readonly values?: readonly string[];
  /** Decorators (paths) that turn the decorated function into a value of the type. */
  readonly decorators?: readonly string[];
  /** Steps from a value of the type that give the type again: `with_options()`, `with_raw_response`. */
  readonly same?: readonly string[];
  /** Types of this row: `a | b` (operator of an opaque expression) with a part of one of these is of this type. */
  readonly piped?: readonly string[];
}

export interface CatalogCall {
  readonly path: string;
  readonly kind: SinkKind;
  readonly risk: Risk;
  /**
   * True when the members of the path alone are characteristic (`chat.completions.create`, never `create`): then a call
   * with an unresolved receiver counts as `inferred` in a file that imports the package.
   */
  readonly distinctive?: true;
  /** The call counts only when this argument is of this type of the row (AWS commands). `index` counts from 0. */
  readonly argument?: { readonly index: number; readonly type: string };
}

/**
 * A gate is present when the option is given in the call itself or where its receiver was constructed, with a value that
 * is not `false`, `null`, `None` or an empty list.
 *
 * An option may lead on through values, with dots: `options.canUseTool` is the entry `canUseTool` of the value of
 * `options`. The value is an object, or what was constructed, called or decorated with such an option or keyword
 * argument (`tools.*.needsApproval`: some item of `tools` was made by a call that was given `needsApproval`). A number is
 * the positional argument of the call or construction (`0.inputGuardrails` of `run(agent)`); `*` is any item or entry.
 */
export interface CatalogGate {
  /** As shown to the user, e.g. "`toolApproval` of the AI SDK". Several gates may share a name. */
  readonly name: string;
  /** Name of the option or keyword argument, or a dotted way to it. */
  readonly option: string;
  /** Paths of which at least one must be among the option's values (`middleware: [humanInTheLoopMiddleware()]`). */
  readonly contains?: readonly string[];
  /**
   * Then the option stands in none of the places above but in a call of one of these paths on the same receiver
   * (`@agent.tool(requires_approval=True)`).
   */
  readonly calls?: readonly string[];
  /** The kinds of calls that it can hold back; absent: all of its row. */
  readonly kinds?: readonly SinkKind[];
}

/** HTTP requests to an AI service. */
export interface HostRow {
  /** Shown as the finding's SDK, e.g. `api.openai.com`. */
  readonly name: string;
  /** Host names, optionally with port; `*` stands for one or more labels or a part of one. Empty: any host (by path only). */
  readonly hosts: readonly string[];
  /** URL paths that carry prompts, `*` for any run of characters. Empty: every path of the hosts. */
  readonly paths: readonly string[];
  /** URL paths that do not (`/v1/models`), which win. */
  readonly except: readonly string[];
  readonly kind: SinkKind;
  readonly risk: Risk;
  readonly source?: string;
  readonly date?: string;
}
