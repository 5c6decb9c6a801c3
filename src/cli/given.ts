import { AegisBug } from '../base/index.ts';
import type { Command, Given, OptionDeclaration } from './command.ts';
import { COMMON_OPTIONS } from './options.ts';

/** What was given, by the names under which the command declares it. */
export function createGiven(
  command: Command,
  operands: readonly unknown[],
  options: Readonly<Record<string, unknown>>,
): Given {
  const declared = [...command.options, ...COMMON_OPTIONS];
  const position = (name: string): number => {
    const index = command.operands.findIndex((operand) => operand.name === name);
    if (index === -1) throw new AegisBug(`the command ${command.name} has no operand ${name}`);
    return index;
  };
  const optionValue = (name: string, kind: OptionDeclaration['kind']): unknown => {
    const found = declared.some((option) => option.kind === kind && 'name' in option && option.name === name);
    if (!found) throw new AegisBug(`the command ${command.name} has no ${kind} --${name}`);
    return options[attribute(name)];
  };
  return {
    operand: (name) => asTexts(operands[position(name)])[0],
    operands: (name) => asTexts(operands[position(name)]),
    flag: (name) => optionValue(name, 'flag') === !name.startsWith('no-'),
    value: (name) => asTexts(optionValue(name, 'value'))[0],
    values: (name) => asTexts(optionValue(name, 'value')),
  };
}

/** The name under which commander keeps an option: camel case, and `color` for `--no-color`. */
function attribute(name: string): string {
  return name.replace(/^no-/, '').replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function asTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
