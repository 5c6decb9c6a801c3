import type { MemberExpression } from 'oxc-parser';
import type { Expr } from '../../ir.ts';
import type { Lowering } from './lowering.ts';
import { constantKey } from './property-keys.ts';

/** `module.exports = value`, `module.exports.name = value`, `exports.name = value`. */
export function exportCommonJs(lowering: Lowering, target: MemberExpression, value: Expr): void {
  if (isModuleExports(target)) {
    exportWhole(lowering, value);
    return;
  }
  const { object } = target;
  const isExports =
    (object.type === 'Identifier' && object.name === 'exports') ||
    (object.type === 'MemberExpression' && isModuleExports(object));
  const name = isExports ? constantKey(target.property, target.computed) : undefined;
  if (name !== undefined) lowering.exports.push({ name, value });
}

function isModuleExports({ object, property, computed }: MemberExpression): boolean {
  return (
    object.type === 'Identifier' && object.name === 'module' && constantKey(property, computed) === 'exports'
  );
}

/** What the module is as a whole. */
export function exportWhole(lowering: Lowering, value: Expr): void {
  const { exports } = lowering;
  exports.push({ name: 'export=', value });
  const hasDefault = value.kind === 'object' && value.entries.some(({ key }) => key === 'default');
  if (!hasDefault) exports.push({ name: 'default', value });
  if (value.kind === 'import' && value.name === undefined) exports.push({ name: '*', value });
  if (value.kind !== 'object') return;
  for (const entry of value.entries) {
    if (entry.key !== undefined) exports.push({ name: entry.key, value: entry.value });
  }
  for (const spread of value.spreads) {
    if (spread.kind === 'import') exports.push({ name: '*', value: spread });
  }
}
