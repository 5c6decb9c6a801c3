import type { ClassId, ClassIr, FieldIr, MemberAssignmentIr } from '../ir.ts';
import { NO_TEXTS, stepPath, type AccessPath } from './access-path.ts';
import { named, positional } from './arguments.ts';
import { isDecisive, type Evaluation } from './evaluation.ts';
import { valuesOfFunction } from './functions.ts';
import type { ModuleIndex } from './module-index.ts';
import { isKnown, NONE, union, withTrail, type Values } from './value.ts';

/** A class of the project. */
export interface ClassRef {
  readonly module: ModuleIndex;
  readonly id: ClassId;
}

/** Nobody stacks more classes than this; it bounds walks over odd code. */
const MAX_RELATIVES = 24;

/**
 * The member of an instance or of the class itself: its own, else inherited, else - `this` may be an instance of one -
 * of a subclass. `undefined` when no class of the project has it.
 */
export function classMember(
  evaluation: Evaluation,
  ref: ClassRef,
  property: string,
  from: 'class' | 'bases',
): Values | undefined {
  const line = from === 'class' ? lineage(evaluation, ref) : lineage(evaluation, ref).slice(1);
  let found: Values | undefined;
  for (const relative of line) {
    const own = ownMember(evaluation, relative, property);
    if (own === undefined) continue;
    found = union(found ?? NONE, own);
    if (isKnown(found)) return found;
  }
  if (from === 'bases') return found;
  const below = descendants(evaluation, ref).flatMap((child) => ownMember(evaluation, child, property) ?? []);
  const outside = assignedFromOutside(evaluation, ref, property);
  const all = union(found ?? NONE, below, outside);
  // A stand-in that a test puts there does not hide what a base from a package has.
  return all.length === 0 || (found === undefined && !isKnown(all)) ? found : all;
}

/** The class and its bases in the project, nearest first. */
export function lineage(evaluation: Evaluation, ref: ClassRef): readonly ClassRef[] {
  const line: ClassRef[] = [ref];
  for (let at = 0; at < line.length && line.length < MAX_RELATIVES; at++) {
    const current = line[at];
    if (current === undefined) break;
    for (const { thing } of basesOf(evaluation, current)) {
      if (thing.kind !== 'class') continue;
      if (!line.some((known) => isSameClass(known, thing))) line.push({ module: thing.module, id: thing.id });
    }
  }
  return line;
}

/** Paths of an instance of each base from a package. */
export function externalBases(evaluation: Evaluation, ref: ClassRef): readonly AccessPath[] {
  return externalBaseClasses(evaluation, ref).flatMap((base) => {
    const path = stepPath(base, { kind: 'call', texts: NO_TEXTS });
    return path !== undefined && evaluation.paths.leadsAnywhere(path) ? [path] : [];
  });
}

/** Paths of the bases from a package. */
export function externalBaseClasses(evaluation: Evaluation, ref: ClassRef): readonly AccessPath[] {
  return lineage(evaluation, ref).flatMap((relative) =>
    basesOf(evaluation, relative).flatMap(({ thing }) => (thing.kind === 'external' ? [thing.path] : [])),
  );
}

function basesOf(evaluation: Evaluation, ref: ClassRef): Values {
  return evaluation.ask(`bases ${ref.module.number}/${ref.id}`, () =>
    union(
      ...(classIr(ref)?.bases ?? []).map((base) =>
        evaluation.evaluate(ref.module, base.kind === 'item' ? base.object : base),
      ),
    ),
  );
}

function descendants(evaluation: Evaluation, ref: ClassRef): readonly ClassRef[] {
  const all: ClassRef[] = [ref];
  for (let at = 0; at < all.length && all.length < MAX_RELATIVES; at++) {
    const current = all[at];
    if (current === undefined) break;
    for (const child of evaluation.project.classesWithBase(classIr(current)?.name ?? '')) {
      const isChild = basesOf(evaluation, child).some(
        ({ thing }) => thing.kind === 'class' && isSameClass(current, thing),
      );
      if (isChild && !all.some((known) => isSameClass(known, child))) all.push(child);
    }
  }
  return all.slice(1);
}

function ownMember(evaluation: Evaluation, ref: ClassRef, property: string): Values | undefined {
  const { module, id } = ref;
  const methods = module.methodsOf(id, property);
  const fields = (classIr(ref)?.fields ?? []).filter(({ name }) => name === property);
  const assigned = module.assignmentsToThis(id, property);
  if (methods.length + fields.length + assigned.length === 0) return undefined;
  return evaluation.ask(`own ${module.number}/${id}.${property}`, () =>
    union(
      ...methods.map((method) => valuesOfFunction(evaluation, module, method)),
      ...fields.map((field) => fieldValues(evaluation, module, field)),
      ...(fields.length === 0 ? [] : [fromConstruction(evaluation, ref, property)]),
      ...assigned.map((assignment) => assignedValues(evaluation, module, assignment)),
    ),
  );
}

function fieldValues(
  evaluation: Evaluation,
  module: ModuleIndex,
  { value, type, at, name }: FieldIr,
): Values {
  const values = value === undefined ? NONE : evaluation.evaluate(module, value);
  const typed = type === undefined ? NONE : evaluation.annotated(module, type);
  const place = { file: module.file, start: at, end: at + name.length };
  return withTrail(isDecisive(evaluation, typed) ? union(typed, values) : values, place);
}

/** A data class has no constructor of its own: `Editor(llm=Anthropic())` sets the field, by name or in order. */
function fromConstruction(evaluation: Evaluation, ref: ClassRef, property: string): Values {
  const ir = classIr(ref);
  if (
    ref.module.ir.language !== 'python' ||
    ir?.name === undefined ||
    ref.module.methodsOf(ref.id, 'constructor').length > 0
  ) {
    return NONE;
  }
  const index = ir.fields
    .filter(({ static: isStatic }) => isStatic !== true)
    .findIndex(({ name }) => name === property);
  const calls = evaluation.project.callsNamed(ir.name).slice(0, MAX_RELATIVES);
  return union(
    ...calls.map(({ module, call }) => {
      const given = named(call, property) ?? (index === -1 ? undefined : positional(call, index));
      if (given === undefined) return NONE;
      const makes = evaluation.evaluate(module, call.callee);
      if (!makes.some(({ thing }) => thing.kind === 'class' && isSameClass(thing, ref))) return NONE;
      return withTrail(evaluation.evaluate(module, given), {
        file: module.file,
        start: call.start,
        end: call.end,
      });
    }),
  );
}

function assignedValues(
  evaluation: Evaluation,
  module: ModuleIndex,
  { value, type }: MemberAssignmentIr,
): Values {
  const values = evaluation.evaluate(module, value);
  const typed = type === undefined ? NONE : evaluation.annotated(module, type);
  const place = { file: module.file, start: value.start, end: value.end };
  return withTrail(isDecisive(evaluation, typed) ? union(typed, values) : values, place);
}

/** `service.client = new OpenAI()` and `Service.client = ..`. */
function assignedFromOutside(evaluation: Evaluation, ref: ClassRef, property: string): Values {
  const candidates = evaluation.project.assignmentsTo(property).slice(0, MAX_RELATIVES);
  if (candidates.length === 0) return NONE;
  return evaluation.ask(`outside ${ref.module.number}/${ref.id}.${property}`, () =>
    union(
      ...candidates.map(({ module, assignment }) => {
        const owners = evaluation.evaluate(module, assignment.object);
        const isOurs = owners.some(
          ({ thing }) => (thing.kind === 'instance' || thing.kind === 'class') && isSameClass(thing, ref),
        );
        return isOurs ? assignedValues(evaluation, module, assignment) : NONE;
      }),
    ),
  );
}

function classIr({ module, id }: ClassRef): ClassIr | undefined {
  return module.ir.classes[id];
}

function isSameClass(a: ClassRef, b: ClassRef): boolean {
  return a.module === b.module && a.id === b.id;
}
