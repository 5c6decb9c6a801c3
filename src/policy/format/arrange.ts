import { LAYOUTS, type Role } from './layout.ts';
import type { Entry, Group, Part } from './parts.ts';

/** The role of an entry's value. */
export function roleOf(entry: Entry, role: Role): Role {
  const { children, rest } = LAYOUTS[role];
  const key = keyOf(entry);
  return (key === undefined ? undefined : children[key]) ?? rest;
}

export function keyOf(entry: Entry): string | undefined {
  return typeof entry.key?.value === 'string' ? entry.key.value : undefined;
}

/**
 * Puts keys into their canonical order, and comments between a dash and its first key above the dash. With `keepsOrder`
 * keys stay where they are: an alias must not come before its anchor.
 */
export function arrange(part: Part, role: Role, keepsOrder: boolean): void {
  if (part.kind === 'leaf') return;
  if (part.kind === 'map' && !keepsOrder) part.entries = inOrder(part.entries, LAYOUTS[role].order);
  for (const entry of part.entries) {
    arrange(entry.value, roleOf(entry, role), keepsOrder);
    if (part.kind === 'list' && entry.value.kind !== 'leaf') hoistComments(entry, entry.value);
  }
}

function inOrder(entries: readonly Entry[], order: readonly string[]): Entry[] {
  const placeOf = (entry: Entry): number => {
    const place = order.indexOf(keyOf(entry) ?? '');
    return place === -1 ? order.length : place;
  };
  return entries.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function hoistComments(item: Entry, group: Group): void {
  const first = group.entries[0];
  if (group.kind === 'map') item.leading.push(...item.trailing.splice(0));
  if (first !== undefined) item.leading.push(...first.leading.splice(0));
}
