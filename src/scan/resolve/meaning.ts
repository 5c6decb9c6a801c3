import type { CatalogCall, CatalogGate, CatalogRow } from '../catalog/catalog.ts';

/** What a path that a value or callee spells means to the scan. */
export type PathMeaning =
  | { readonly kind: 'sink'; readonly row: CatalogRow; readonly rowIndex: number; readonly call: CatalogCall }
  | { readonly kind: 'gate-part' | 'gate-call'; readonly gate: CatalogGate }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'request' | 'prepared-request'; readonly request: RequestForm }
  | {
      readonly kind: 'aegis';
      readonly name: string;
      readonly role: AegisRole;
      readonly only?: readonly string[];
    }
  | { readonly kind: 'tool'; readonly tool: ToolForm }
  | { readonly kind: 'danger'; readonly danger: DangerForm };

/**
 * Functions of the languages and their libraries that hand values on. `index` is the argument meant, from 0.
 * - `argument`: the argument itself; `arguments`: all of them, as a list; `invoke`: what the argument returns when called
 * - `element`: an element of the argument; `pairs`: a list of pairs of its keys, or positions, and its elements
 * - `partial`: the argument with some arguments bound; `attribute`: the member that argument 1 names
 * - `import`: the module named by the argument; `environment`: a text nobody knows, or the default in the argument
 * - `join-url`: a path (argument `index`) on a base (argument `base`)
 * - `map-get`: what was put into the map, by the argument `index` of its `set` or where it was made
 * - `store`: a place in which a package keeps what the project puts there, under the name `entry`; `kept`: what is in it
 *   under the key in the argument, or the argument after it
 * - `record`: an object of the keyword arguments; `field`: what the declaration of a field presets
 * - `provide`: what the argument returns when called, or yields
 * - `proxy`: the argument, and what the handler `get` in the next one asks for members
 * - `cell`: an object that holds the argument, or what is assigned later, in its member `entry`
 * - `state`: a list of the argument, or of what it returns when called, and of something else
 */
export interface Form {
  readonly name:
    | 'argument'
    | 'arguments'
    | 'invoke'
    | 'element'
    | 'pairs'
    | 'partial'
    | 'attribute'
    | 'import'
    | 'environment'
    | 'join-url'
    | 'map-get'
    | 'cell'
    | 'state'
    | 'store'
    | 'kept'
    | 'record'
    | 'field'
    | 'provide'
    | 'proxy';
  readonly index: number;
  readonly base?: number;
  readonly entry?: string;
}

/** A function that sends an HTTP request. */
export interface RequestForm {
  /** Fixed by the function's name. Otherwise read where `methodAt` says; then, unknown or absent, `GET`. */
  readonly method?: string;
  readonly methodAt?: ArgumentPlace;
  readonly url: ArgumentPlace;
  /** Set where `url` gives the host only. */
  readonly pathAt?: ArgumentPlace;
  /** Where the body may be. */
  readonly body: readonly ArgumentPlace[];
  /** Where, in the calls that made the client, the beginning of all its addresses may be. */
  readonly base: readonly ArgumentPlace[];
}

/** A positional argument, a keyword argument, or an entry `name` of the object at `index`. */
export interface ArgumentPlace {
  readonly index?: number;
  readonly name?: string;
}

/** How a name of Aegis governs: what it is given, what it decorates, or the options it appears in. */
export type AegisRole = 'wraps-function' | 'wraps-client' | 'runs-function' | 'option' | 'instruments';

/**
 * How a function becomes a tool of an agent.
 * - `decorator`: the function below it; `call`: a function among its arguments; `base`: the methods of classes derived from it
 * - `marker`: nothing by itself; a `call` with `marked` counts only when it is given this
 */
export interface ToolForm {
  readonly form: 'decorator' | 'call' | 'base' | 'marker';
  readonly functions?: readonly ToolPlace[];
  readonly methods?: readonly string[];
  /** Where the tool gets its name, if not from the function. */
  readonly name?: ArgumentPlace;
  readonly marked?: ArgumentPlace;
  /** Options that ask a person before the tool runs. */
  readonly gates?: readonly string[];
}

/** Where a call is given the function: an argument, the last one, or `entry` of the items of a list or map. */
export interface ToolPlace extends ArgumentPlace {
  readonly last?: true;
  readonly items?: true;
  readonly entry?: string;
}

/**
 * A call that can do harm with what it is given.
 * - `shell`, `code`, `sql`, `write`, `read`, `network`: with the arguments `at`, or its `receiver`
 * - `program`: starts a program; the program `at` with the arguments `rest`, by way of a shell if `shellAt` says so
 * - `file`: opens a file, to write or to read as `modeAt` says
 */
export interface DangerForm {
  readonly danger: 'shell' | 'program' | 'code' | 'sql' | 'write' | 'read' | 'file' | 'network';
  readonly at: readonly ArgumentPlace[];
  readonly receiver?: true;
  readonly rest?: ArgumentPlace;
  readonly shellAt?: ArgumentPlace;
  readonly modeAt?: ArgumentPlace;
}
