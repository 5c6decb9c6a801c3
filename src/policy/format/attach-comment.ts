import type { Comment } from './comments.ts';
import { isBlock, type Entry, type Group } from './parts.ts';

/**
 * Gives a comment to the entry it is about: at the end of a line to what stands on that line, on a line of its own to
 * what follows, or to the end of the block it is indented with. INVARIANT: the printed comment, read again, is given to
 * the same entry.
 */
export function attachComment(group: Group, comment: Comment, owner?: Entry): void {
  const index = group.entries.findLastIndex(({ start }) => start < comment.offset);
  const entry = group.entries[index];
  const next = group.entries[index + 1];
  if (entry === undefined) (next?.leading ?? owner?.leading ?? group.dangling).push(comment);
  else if (comment.offset < entry.value.start) attachBeforeValue(entry, comment);
  else if (comment.offset < entry.value.end) attachWithin(entry, comment);
  else if (belongsWithin(group, entry, comment)) attachWithin(entry, comment);
  else if (comment.isTrailing) entry.trailing.push(comment);
  else (next?.leading ?? group.dangling).push(comment);
}

function attachBeforeValue(entry: Entry, comment: Comment): void {
  if (comment.isTrailing) entry.trailing.push(comment);
  else if (isBlock(entry.value)) attachComment(entry.value, comment, entry);
  else entry.leading.push(comment);
}

function attachWithin(entry: Entry, comment: Comment): void {
  if (entry.value.kind === 'leaf') entry.trailing.push(comment);
  else attachComment(entry.value, comment, entry);
}

/** Whether a comment after an entry is about the end of the entry's own block. */
function belongsWithin(group: Group, { value }: Entry, comment: Comment): boolean {
  if (!isBlock(value)) return false;
  if (comment.isTrailing) return true;
  return !group.isFlow && comment.column >= value.column && comment.column > group.column;
}
