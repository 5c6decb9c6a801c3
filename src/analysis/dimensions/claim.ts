import type { Json } from '../../base/index.ts';
import type { Truth } from '../../model/index.ts';
import { isDeepEqual, type Answers, type Atom, type ParameterSight, type Step } from '../../policy/index.ts';

/** A claim about a value somewhere inside the parameters: what is left there of an atom, or of a comparison. */
export interface Claim {
  /** The way from the value to what the claim is about. */
  readonly steps: readonly Step[];
  readonly sees: ParameterSight;
  /** Its truth for a value; `undefined` where there is none. */
  readonly test: (value: unknown) => Truth;
}

const NO_ANSWERS: Answers = new Map();

/** What an atom claims about all parameters; `undefined` for an atom that reads something else. */
export function claimOf(atom: Atom): Claim | undefined {
  if (atom.reads.kind !== 'parameter') return undefined;
  const { path, sees } = atom.reads;
  return {
    steps: path.steps,
    sees,
    test: (params) => atom.test({ params }, undefined, NO_ANSWERS),
  };
}

/** What a claim says about what its first step leads to, asked by putting the value where the step finds it. */
export function claimBehind(claim: Claim, step: Step): Claim {
  return {
    steps: claim.steps.slice(1),
    sees: claim.sees,
    test: (value) => claim.test(holderOf(value, step)),
  };
}

function holderOf(value: unknown, step: Step): unknown {
  switch (step.kind) {
    case 'key':
      return { [step.key]: value };
    case 'each':
      return [value];
    case 'index': {
      const list: unknown[] = [];
      list[step.index] = value;
      return list;
    }
  }
}

/** That a value equals an operand, or a part of one. */
export function equalityClaim(operand: Json): Claim {
  return {
    steps: [],
    sees: { kind: 'value', values: [operand] },
    test: (value) => isDeepEqual(operand, value),
  };
}
