import type { CallExpr, Expr } from '../ir.ts';
import { argumentAt } from '../resolve/argument-at.ts';
import { named, positional } from '../resolve/arguments.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { ArgumentPlace, DangerForm } from '../resolve/meaning.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import { lastName } from '../resolve/project-index.ts';
import { constantText, constantTexts } from '../resolve/texts.ts';
import { NONE, type Value } from '../resolve/value.ts';
import { inputIn, type Inputs, type Part } from './flow.ts';
import type { ToolDanger } from './tool-danger.ts';
import { WORDS } from './words.ts';

/** The harm that a call can do with what the model chose. */
export interface Harm {
  readonly danger: ToolDanger;
  /** The name of the argument of the tool that decides; empty for all of them at once. */
  readonly input: string;
}

interface Site {
  readonly module: ModuleIndex;
  readonly call: CallExpr;
}

export function judgeCall(evaluation: Evaluation, inputs: Inputs, site: Site): Harm | undefined {
  for (const callee of evaluation.evaluate(site.module, site.call.callee)) {
    const harm = byPath(evaluation, inputs, site, callee, 0);
    if (harm !== undefined) return harm;
  }
  return byQuery(evaluation, inputs, site);
}

function byPath(
  evaluation: Evaluation,
  inputs: Inputs,
  site: Site,
  { thing }: Value,
  skip: number,
): Harm | undefined {
  if (thing.kind === 'partial') return byPath(evaluation, inputs, site, thing.callee, skip);
  if (thing.kind !== 'external') return undefined;
  for (const meaning of evaluation.paths.payloads(thing.path)) {
    switch (meaning.kind) {
      case 'danger': {
        const harm = harmOf(evaluation, inputs, site, meaning.danger, skip);
        if (harm !== undefined) return harm;
        break;
      }
      case 'request': {
        const form: DangerForm = { danger: 'network', at: [meaning.request.url] };
        const harm =
          meaning.request.pathAt === undefined ? harmOf(evaluation, inputs, site, form, skip) : undefined;
        if (harm !== undefined) return harm;
        break;
      }
      case 'form': {
        // `asyncio.to_thread(subprocess.run, command)`: what follows the function is given to it.
        const given = meaning.form.name === 'invoke' ? positional(site.call, meaning.form.index) : undefined;
        if (given === undefined) break;
        for (const value of evaluation.evaluate(site.module, given)) {
          const harm = byPath(evaluation, inputs, site, value, meaning.form.index + 1);
          if (harm !== undefined) return harm;
        }
        break;
      }
      default:
        break;
    }
  }
  return undefined;
}

function harmOf(
  evaluation: Evaluation,
  inputs: Inputs,
  site: Site,
  form: DangerForm,
  skip: number,
): Harm | undefined {
  const at = (place: ArgumentPlace, part: Part): string | undefined => {
    const expr = exprAt(site, place, skip);
    return expr === undefined ? undefined : inputIn(evaluation, inputs, site.module, expr, part);
  };
  const among = (part: Part): string | undefined => {
    const { callee } = site.call;
    const onReceiver =
      form.receiver === true && callee.kind === 'member'
        ? inputIn(evaluation, inputs, site.module, callee.object, part)
        : undefined;
    return onReceiver ?? form.at.map((place) => at(place, part)).find((found) => found !== undefined);
  };
  const harm = (danger: ToolDanger, input: string | undefined): Harm | undefined =>
    input === undefined ? undefined : { danger, input };
  switch (form.danger) {
    case 'shell':
    case 'code':
    case 'sql':
      return harm(form.danger, among('any'));
    case 'write':
    case 'read':
    case 'network':
      return harm(form.danger, among('start'));
    case 'file':
      return harm(isWriting(evaluation, site, form, skip) ? 'write' : 'read', among('start'));
    case 'program': {
      const all = among('any') ?? (form.rest === undefined ? undefined : at(form.rest, 'any'));
      if (all === undefined) return undefined;
      const decides = isByShell(evaluation, site, form, skip) || isInterpreter(evaluation, site, form, skip);
      return harm('shell', decides ? all : among('start'));
    }
  }
}

/** SQL that is put together, on whatever it is run. */
function byQuery(evaluation: Evaluation, inputs: Inputs, site: Site): Harm | undefined {
  const { module, call } = site;
  if (call.callee.kind !== 'member' || !WORDS.sqlMethods.has(lastName(call.callee) ?? '')) return undefined;
  const query = positional(call, 0);
  if (query === undefined) return undefined;
  const begins = evaluation
    .evaluate(module, query)
    .some(({ thing }) => thing.kind === 'text' && STATEMENT.test(thing.parts[0] ?? ''));
  const input = begins ? inputIn(evaluation, inputs, module, query, 'any') : undefined;
  return input === undefined ? undefined : { danger: 'sql', input };
}

const STATEMENT = /^\s*(?:select|insert|update|delete|drop|create|alter|with|pragma|replace|truncate)\s/i;

function isWriting(evaluation: Evaluation, site: Site, { modeAt }: DangerForm, skip: number): boolean {
  const mode = modeAt === undefined ? undefined : exprAt(site, modeAt, skip);
  return (
    mode !== undefined &&
    constantTexts(evaluation.evaluate(site.module, mode)).some((text) => /[wax+]/.test(text))
  );
}

/** `shell=True`, `{ shell: true }`. */
function isByShell(evaluation: Evaluation, site: Site, { shellAt }: DangerForm, skip: number): boolean {
  if (shellAt === undefined) return false;
  const places =
    shellAt.index === undefined ? [shellAt] : [shellAt, { ...shellAt, index: shellAt.index - 1 }];
  return places.some((place) => (argumentAt(evaluation, site, shifted(place, skip)) ?? NONE).length > 0);
}

/** `['bash', '-c', command]`: the program runs what it is given. */
function isInterpreter(evaluation: Evaluation, site: Site, form: DangerForm, skip: number): boolean {
  const [place] = form.at;
  const given = place === undefined ? undefined : exprAt(site, place, skip);
  if (given === undefined) return false;
  const program = given.kind === 'list' ? given.items[0] : given;
  const name = program === undefined ? undefined : constantText(evaluation.evaluate(site.module, program));
  return name !== undefined && WORDS.interpreters.has(name);
}

function exprAt({ call }: Site, place: ArgumentPlace, skip: number): Expr | undefined {
  const { index, name } = shifted(place, skip);
  const keyword = name === undefined ? undefined : named(call, name);
  if (keyword !== undefined || index === undefined) return keyword;
  const given = positional(call, index);
  const entry =
    name !== undefined && given?.kind === 'object'
      ? given.entries.find(({ key }) => key === name)?.value
      : undefined;
  return entry ?? given;
}

function shifted(place: ArgumentPlace, skip: number): ArgumentPlace {
  return place.index === undefined ? place : { ...place, index: place.index + skip };
}
