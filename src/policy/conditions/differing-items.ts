import type { Truth } from '../../model/index.ts';
import { child, NO_STEP, pathOf, type ParameterPath, type Step } from './parameter-path.ts';

/** What a test says about one of the places that a path leads to; the place is a path without `[*]`. */
export interface ItemAnswer {
  readonly place: ParameterPath;
  readonly answer: Truth;
}

/**
 * The first place of each answer, in the order of the lists: one place where all items agree, or where the path has no
 * `[*]`. An empty list is a place whose answer is false, as in `testAt`.
 */
export function differingItems(
  params: unknown,
  path: ParameterPath,
  test: (value: unknown) => Truth,
): readonly ItemAnswer[] {
  const found = new Map<Truth, ItemAnswer>();
  const taken: Step[] = [];
  const note = (answer: Truth, rest: readonly Step[] = []): void => {
    if (!found.has(answer)) found.set(answer, { place: pathOf([...taken, ...rest]), answer });
  };
  const visit = (value: unknown, steps: readonly Step[]): void => {
    const [step, ...rest] = steps;
    if (value === undefined || value === null) {
      note('unknown', steps);
    } else if (step === undefined) {
      note(test(value));
    } else if (step.kind !== 'each') {
      const next = child(value, step);
      if (next === NO_STEP) {
        note('unknown', steps);
      } else {
        taken.push(step);
        visit(next, rest);
        taken.pop();
      }
    } else if (!Array.isArray(value)) {
      note('unknown', steps);
    } else {
      if (value.length === 0) note(false);
      for (let index = 0; index < value.length && found.size < 3; index += 1) {
        taken.push({ kind: 'index', index });
        visit(value[index], rest);
        taken.pop();
      }
    }
  };
  visit(params, path.steps);
  return [...found.values()];
}
