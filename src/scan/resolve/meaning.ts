import type { CatalogCall, CatalogGate, CatalogRow } from '../catalog/catalog.ts';

/** What a path that a value or callee spells means to the scan. */
export type PathMeaning =
  | { readonly kind: 'sink'; readonly row: CatalogRow; readonly rowIndex: number; readonly call: CatalogCall }
  | { readonly kind: 'gate-part' | 'gate-call'; readonly gate: CatalogGate }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'request' | 'prepared-request'; readonly request: RequestForm }
  | { readonly kind: 'aegis'; readonly name: string; readonly role: AegisRole };

/**
 * Functions of the languages and their libraries that hand values on. `index` is the argument meant, from 0.
 * - `argument`: the argument itself; `arguments`: all of them, as a list; `invoke`: what the argument returns when called
 * - `element`: an element of the argument; `pairs`: a list of pairs of its keys, or positions, and its elements
 * - `partial`: the argument with some arguments bound; `attribute`: the member that argument 1 names
 * - `import`: the module named by the argument; `environment`: a text nobody knows, or the default in the argument
 * - `join-url`: a path (argument `index`) on a base (argument `base`); `map-get`: what was put into the map
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
    | 'map-get';
  readonly index: number;
  readonly base?: number;
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
export type AegisRole = 'wraps-function' | 'wraps-client' | 'runs-function' | 'option';
