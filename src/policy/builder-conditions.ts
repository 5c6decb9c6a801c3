/** A number, or a numeral such as `"0.10"`, which is compared as the decimal it says. */
export type Numeric = number | string;
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
/** What a parameter can be compared with. */
export type Operand = string | number | boolean | readonly Operand[] | { readonly [name: string]: Operand };
/** A value for each parameter path, such as `amount`, `items[*].price` or `["a.b"]`. */
export type ByPath<T> = Readonly<Record<string, T>>;

/** The conditions of a rule, all of which must hold; named as in a policy file. Each has a page in docs/conditions. */
export interface Conditions {
  readonly time_after?: string;
  readonly time_before?: string;
  readonly weekdays?: readonly Weekday[];
  readonly dates?: { readonly from?: string; readonly to?: string };
  readonly param_eq?: ByPath<Operand>;
  readonly param_in?: ByPath<readonly Operand[]>;
  readonly param_gt?: ByPath<Numeric>;
  readonly param_gte?: ByPath<Numeric>;
  readonly param_lt?: ByPath<Numeric>;
  readonly param_lte?: ByPath<Numeric>;
  readonly param_contains?: ByPath<Operand>;
  readonly param_matches?: ByPath<string>;
  readonly param_exists?: ByPath<boolean>;
  readonly param_length_gt?: ByPath<number>;
  readonly param_length_lte?: ByPath<number>;
  readonly semantic?: string | readonly string[] | { readonly ask: string };
  readonly all?: readonly Conditions[];
  readonly any?: readonly Conditions[];
  readonly not?: Conditions;
}
