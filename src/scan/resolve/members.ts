import { dottedName, stepPath } from './access-path.ts';
import { classMember, externalBaseClasses, externalBases, type ClassRef } from './classes.ts';
import { external, type Evaluation } from './evaluation.ts';
import { exportOfFile } from './imports.ts';
import type { ModuleIndex } from './module-index.ts';
import type { LocatedAssignment } from './project-index.ts';
import { keptIn } from './stores.ts';
import {
  isKnown,
  NONE,
  union,
  UNKNOWN,
  type ObjectThing,
  type Source,
  type Thing,
  type Value,
  type Values,
} from './value.ts';

/** Beyond this many assignments to one key, more of them tell nothing new. */
const MAX_ASSIGNMENTS = 24;

/** What `value.property` may be; `viewer` is the module that asks. */
export function memberOf(
  evaluation: Evaluation,
  viewer: ModuleIndex,
  value: Value,
  property: string,
): Values {
  const values = memberOfThing(evaluation, viewer, value.thing, property);
  return values.map((member) => inherit(value, member));
}

/** Marks stay with what is reached through the marked value. */
export function inherit(from: Value, to: Value): Value {
  if (from.governed === undefined && from.wrapped === undefined && from.trail === undefined) return to;
  return {
    thing: to.thing,
    trail: to.trail ?? from.trail,
    ...(from.governed === undefined ? {} : { governed: from.governed }),
    ...(to.governed === undefined ? {} : { governed: to.governed }),
    ...(from.wrapped === true || to.wrapped === true ? { wrapped: true } : {}),
  };
}

function memberOfThing(evaluation: Evaluation, viewer: ModuleIndex, thing: Thing, property: string): Values {
  switch (thing.kind) {
    case 'external': {
      const path = stepPath(thing.path, { kind: 'member', name: property });
      const dotted = path === undefined || path.language !== 'python' ? undefined : dottedName(path);
      const file = dotted === undefined ? undefined : evaluation.project.locate(viewer, dotted);
      if (file !== undefined) return [{ thing: { kind: 'module', file: file.file }, trail: undefined }];
      const kept = keptIn(evaluation, thing.path, property);
      return isKnown(kept) ? kept : [external(evaluation, path, undefined)];
    }
    case 'module': {
      const module = evaluation.project.module(thing.file);
      return (module === undefined ? undefined : exportOfFile(evaluation, module, property)) ?? UNKNOWN;
    }
    case 'instance':
      return memberOfInstance(evaluation, thing, property, thing.asSuper === true ? 'bases' : 'class');
    case 'class':
      return (
        classMember(evaluation, thing, property, 'class') ?? inheritedStatic(evaluation, thing, property)
      );
    case 'object':
      return entriesOf(evaluation, viewer, thing, property);
    case 'partial':
    case 'function':
    case 'list':
    case 'text':
    case 'true':
      return NONE;
    case 'foreign':
      return [{ thing, trail: undefined }];
    case 'unknown':
      return UNKNOWN;
  }
}

function memberOfInstance(
  evaluation: Evaluation,
  ref: ClassRef,
  property: string,
  from: 'class' | 'bases',
): Values {
  const found = classMember(evaluation, ref, property, from);
  if (found !== undefined) return found;
  const inherited = externalBases(evaluation, ref).map((path) =>
    external(evaluation, stepPath(path, { kind: 'member', name: property }), undefined),
  );
  return inherited.length === 0 ? UNKNOWN : union(inherited);
}

function inheritedStatic(evaluation: Evaluation, ref: ClassRef, property: string): Values {
  const inherited = externalBaseClasses(evaluation, ref).map((path) =>
    external(evaluation, stepPath(path, { kind: 'member', name: property }), undefined),
  );
  return inherited.length === 0 ? UNKNOWN : union(inherited);
}

/** The entries of an object under a key; without a key, all of them. */
export function entriesOf(
  evaluation: Evaluation,
  viewer: ModuleIndex,
  thing: ObjectThing,
  key: string | undefined,
): Values {
  return evaluation.ask(`entry ${thing.key}.${key ?? '*'}`, () => {
    const wanted = thing.entries.filter(
      (entry) => key === undefined || entry.key === undefined || entry.key === key,
    );
    const own = wanted.map(({ value }) => evaluation.valuesOf(value));
    const spread = thing.spreads.map((source) => spreadEntries(evaluation, viewer, source, key));
    return union(...own, ...spread, assignedEntries(evaluation, thing, key));
  });
}

function spreadEntries(
  evaluation: Evaluation,
  viewer: ModuleIndex,
  source: Source,
  key: string | undefined,
): Values {
  const values = evaluation.valuesOf(source);
  return union(
    ...values.map((value) => {
      if (value.thing.kind === 'object') return entriesOf(evaluation, viewer, value.thing, key);
      return key === undefined ? NONE : memberOf(evaluation, viewer, value, key);
    }),
  );
}

/** `clients.openai = new OpenAI()` and `clients[name] = ..` after the object was made. */
function assignedEntries(evaluation: Evaluation, thing: ObjectThing, key: string | undefined): Values {
  const candidates = key === undefined ? assignmentsInModule(thing) : assignmentsOfKey(evaluation, key);
  if (candidates.length === 0) return NONE;
  return evaluation.ask(`entries ${thing.key}.${key ?? '*'}`, () =>
    union(
      ...candidates.map(({ module, assignment }) => {
        const owners = evaluation.evaluate(module, assignment.object);
        const isOurs = owners.some((owner) => owner.thing.kind === 'object' && owner.thing.key === thing.key);
        if (!isOurs) return NONE;
        const values = evaluation.evaluate(module, assignment.value);
        // Which of many settings is read under a key that nobody knows, its address does not tell.
        const isGuess = key === undefined && assignment.object.kind === 'member';
        return isGuess ? values.filter((value) => value.thing.kind !== 'text') : values;
      }),
    ),
  );
}

function assignmentsOfKey(evaluation: Evaluation, key: string): readonly LocatedAssignment[] {
  return [...evaluation.project.assignmentsTo(key), ...evaluation.project.assignmentsTo('[]')].slice(
    0,
    MAX_ASSIGNMENTS,
  );
}

/** An object that is filled by key is mostly filled where it is made. */
function assignmentsInModule({ module }: ObjectThing): readonly LocatedAssignment[] {
  if (module === undefined) return [];
  return module.ir.memberAssignments
    .filter(({ object }) => object.kind === 'name' || object.kind === 'member')
    .slice(0, MAX_ASSIGNMENTS)
    .map((assignment) => ({ module, assignment }));
}
