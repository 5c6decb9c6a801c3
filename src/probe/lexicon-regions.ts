import { zoneOf, type AnalyzedPolicy, type Constraint } from '../analysis/index.ts';
import { CLASSES, globsNaming, globOfVerb, SENSITIVE_TARGETS, type ClassWords } from './lexicon.ts';

/** The boxes of the questions about one class of harm. */
export interface ClassRegion {
  readonly words: ClassWords;
  readonly verbs: readonly VerbRegion[];
  /** By rule: the names that the rule names itself, as what is asked about has none; `all` where nothing is left. */
  readonly meant: readonly (Constraint | 'all' | undefined)[];
}

export interface VerbRegion {
  readonly verb: string;
  readonly anywhere: Constraint;
  readonly onSensitive: Constraint;
}

export type LexiconRegions = readonly ClassRegion[];

/** To be made before the first question, because they add globs to the space. */
export function lexiconRegions({ space, policy }: AnalyzedPolicy): LexiconRegions {
  const zone = zoneOf(policy.timezone);
  const inside = (
    type: readonly string[],
    target: readonly string[] = ['*'],
    allowed = TRUE,
  ): Constraint => ({
    box: space.box({ type, target, agent: ['*'] }, undefined, zone),
    allowed,
  });
  return CLASSES.map((words) => {
    return {
      words,
      verbs: words.verbs.map((verb) => {
        const globs = [globOfVerb(verb)];
        return { verb, anywhere: inside(globs), onSensitive: inside(globs, SENSITIVE_TARGETS) };
      }),
      meant: policy.rules.map(({ match }) => {
        const naming = globsNaming(match.type, words);
        if (naming.length === match.type.length) return 'all' as const;
        return naming.length === 0 ? undefined : inside(naming, ['*'], FALSE);
      }),
    };
  });
}

const TRUE = 1;
const FALSE = 2;
