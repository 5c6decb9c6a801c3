import { ok, type Diagnostic, type Result } from '../base/index.ts';
import type { Approval, Policy, RiskLevel } from '../model/index.ts';
import type { Conditions } from './builder-conditions.ts';
import { formatDocument } from './format-document.ts';
import { loadPolicy } from './load-policy.ts';
import { readDocument } from './read-document.ts';

/** One glob, or several of which one must match. */
export type Globs = string | readonly string[];

/** Which actions are meant; what is left out is `*`. */
export interface MatchInput {
  readonly type?: Globs;
  readonly target?: Globs;
  readonly agent?: Globs;
}

/** A set of actions that an invariant is about, or an exception from it. */
export interface RegionInput {
  readonly match: MatchInput;
  readonly conditions?: Conditions;
}

export interface NeverInput extends RegionInput {
  readonly except?: RegionInput | readonly RegionInput[];
  readonly approval: Approval | readonly Approval[];
}

export interface AlwaysInput extends RegionInput {
  readonly except?: RegionInput | readonly RegionInput[];
  readonly approvalAtLeast?: Approval;
  readonly riskAtLeast?: RiskLevel;
}

/**
 * A policy under construction. Every method gives a new builder and leaves this one as it is, so a common beginning can
 * be shared.
 */
export interface PolicyBuilder {
  /** The IANA name of the zone in which time conditions are read. */
  timezone(name: string): PolicyBuilder;
  /** What happens to an action that no rule matches; what is left out stays `medium`, `approve`. */
  defaults(defaults: { readonly riskLevel?: RiskLevel; readonly approval?: Approval }): PolicyBuilder;
  /** Adds a rule after those that are there; the methods of `RuleBuilder` describe it until the next one. */
  rule(name?: string): RuleBuilder;
  /** Adds a claim: no action of these ever gets one of these approvals. */
  never(name: string, claim: NeverInput): PolicyBuilder;
  /** Adds a claim: every action of these gets at least this approval and risk. */
  always(name: string, claim: AlwaysInput): PolicyBuilder;
  /**
   * The policy, equal to the one that loading `toYaml()` gives, or everything that is wrong with it. The places of the
   * diagnostics are places in the text of `toYaml()`.
   */
  build(): Result<Policy, readonly Diagnostic[]>;
  /** The policy as a file in canonical layout, also when it is not valid. */
  toYaml(): string;
}

/** A policy whose last rule is being described. */
export interface RuleBuilder extends PolicyBuilder {
  match(match: MatchInput): RuleBuilder;
  when(conditions: Conditions): RuleBuilder;
  risk(level: RiskLevel): RuleBuilder;
  /** The action runs. */
  auto(): RuleBuilder;
  /** A person is asked. */
  approve(): RuleBuilder;
  /** The action is refused. */
  block(): RuleBuilder;
  /** What the agent and the approver are told. */
  reason(text: string): RuleBuilder;
  describe(text: string): RuleBuilder;
  tags(...tags: readonly string[]): RuleBuilder;
}

/**
 * Begins a policy.
 *
 * @example
 * const policy = policyBuilder()
 *   .defaults({ approval: 'approve' })
 *   .rule('no_deletes').match({ type: 'delete*' }).risk('critical').block()
 *   .rule('reads').match({ type: 'read*' }).risk('low').auto()
 *   .build();
 * if (policy.ok) decide(compilePolicy(policy.value), { type: 'delete_user' }).approval; // 'block'
 */
export function policyBuilder(): PolicyBuilder {
  return builderOf({ version: '1', rules: [] });
}

interface Draft {
  readonly version: '1';
  readonly timezone?: string;
  readonly defaults?: Members;
  readonly rules: readonly Members[];
  readonly invariants?: readonly Members[];
}

/** Values as a file has them; JSON leaves out what is `undefined`. */
type Members = Readonly<Record<string, unknown>>;

function builderOf(draft: Draft): RuleBuilder {
  const rule = (members: Members): RuleBuilder => builderOf(withRule(draft, members));
  return {
    timezone: (timezone) => builderOf({ ...draft, timezone }),
    defaults: ({ riskLevel, approval }) =>
      builderOf({ ...draft, defaults: { risk_level: riskLevel, approval } }),
    rule: (name) => builderOf({ ...draft, rules: [...draft.rules, { name }] }),
    never: (name, claim) => withInvariant(draft, { name, never: claim }),
    always: (name, { approvalAtLeast, riskAtLeast, ...region }) =>
      withInvariant(draft, {
        name,
        always: { ...region, approval_at_least: approvalAtLeast, risk_at_least: riskAtLeast },
      }),
    build: () => build(draft),
    toYaml: () => yamlOf(draft),
    match: (match) => rule({ match }),
    when: (conditions) => rule({ conditions }),
    risk: (level) => rule({ risk_level: level }),
    auto: () => rule({ approval: 'auto' }),
    approve: () => rule({ approval: 'approve' }),
    block: () => rule({ approval: 'block' }),
    reason: (reason) => rule({ reason }),
    describe: (description) => rule({ description }),
    tags: (...tags) => rule({ tags }),
  };
}

function withRule(draft: Draft, members: Members): Draft {
  return { ...draft, rules: [...draft.rules.slice(0, -1), { ...draft.rules.at(-1), ...members }] };
}

function withInvariant(draft: Draft, invariant: Members): PolicyBuilder {
  return builderOf({ ...draft, invariants: [...(draft.invariants ?? []), invariant] });
}

const FILE = 'PolicyBuilder';

function build(draft: Draft): Result<Policy, readonly Diagnostic[]> {
  const document = readDocument(FILE, new TextEncoder().encode(yamlOf(draft)));
  if (!document.ok) return document;
  const loaded = loadPolicy(document.value);
  return loaded.ok ? ok(loaded.value.policy) : loaded;
}

/** JSON is YAML, so the formatter makes the one of the other; a text that cannot be read stays JSON. */
function yamlOf(draft: Draft): string {
  // YAML takes the delete character in escaped form only.
  const json = JSON.stringify(draft).replaceAll('\u007f', '\\u007f');
  const document = readDocument(FILE, new TextEncoder().encode(json));
  return document.ok && document.value.problems.length === 0 ? formatDocument(document.value) : json;
}
