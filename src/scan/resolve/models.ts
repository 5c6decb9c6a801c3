import { makersOf, optionOf } from '../governed/gates.ts';
import { callSitesOf, type AccessPath, type CallSite } from './access-path.ts';
import { optionNames } from './argument-at.ts';
import { positional } from './arguments.ts';
import type { Evaluation } from './evaluation.ts';
import table from './model-options.json' with { type: 'json' };
import { constantTexts } from './texts.ts';
import { NONE, type Value, type Values } from './value.ts';

/**
 * The models that a call or the calls that made its receiver name, sorted. A name is the constant text of an option such
 * as `model`, or what the value of that option was made from (`model: openai('gpt-5')`).
 */
export function modelsOf(
  evaluation: Evaluation,
  site: CallSite,
  path: AccessPath | undefined,
): readonly string[] {
  const sites = [site, ...(path === undefined ? [] : callSitesOf(path))];
  const names = sites.flatMap((each) => {
    const given = optionNames(evaluation, each);
    return [
      ...OPTIONS.filter(([option]) => given?.has(option) === true).flatMap((way) =>
        optionAlong(evaluation, each, way),
      ),
      ...firstOfNamed(evaluation, each),
    ];
  });
  return [...new Set(names.map((name) => name.trim()).filter(isName))].sort();
}

/** An option, and which of its entries is meant, where it is not the option itself. */
type OptionWay = readonly [option: string, entry?: string];

const OPTIONS = table.options.map((text): OptionWay => {
  const [option = '', entry] = text.split('.');
  return entry === undefined ? [option] : [option, entry];
});

function optionAlong(evaluation: Evaluation, site: CallSite, [option, entry]: OptionWay): readonly string[] {
  const given = optionOf(evaluation, site, option).map(({ value }) => value);
  if (entry === undefined) return given.flatMap((value) => namesIn(evaluation, value));
  const objects = given.filter(({ thing }) => thing.kind === 'object');
  return objects
    .flatMap((object) => evaluation.memberOf(site.module, object, entry))
    .flatMap((value) => namesIn(evaluation, value));
}

function namesIn(evaluation: Evaluation, value: Value): readonly string[] {
  const texts = constantTexts([value]);
  if (texts.length > 0) return texts;
  return makersOf(value).flatMap((maker) => {
    const given = optionNames(evaluation, maker);
    return [
      ...constantTexts(first(evaluation, maker)),
      ...table.options
        .filter((option) => given?.has(option) === true)
        .flatMap((option) => constantTexts(optionOf(evaluation, maker, option).map(({ value }) => value))),
    ];
  });
}

/** `GenerativeModel("gemini-2.5-pro")`: some makers take the model as their first argument, others a key. */
function firstOfNamed(evaluation: Evaluation, site: CallSite): readonly string[] {
  const { callee } = site.call;
  const name = callee.kind === 'member' ? callee.property : callee.kind === 'name' ? callee.name : '';
  return table.named_first.includes(name) ? constantTexts(first(evaluation, site)) : [];
}

function first(evaluation: Evaluation, { module, call }: CallSite): Values {
  const given = positional(call, 0);
  return given === undefined ? NONE : evaluation.evaluate(module, given);
}

/** What an option of that name holds may be something else: a path, a sentence, a key. */
function isName(text: string): boolean {
  return /^[\w@][\w.:/@+-]{0,119}$/.test(text) && !/^(?:sk|pk|key)-/.test(text);
}
