import type { ActionPhrase } from '../../syntax.ts';

/** What `only` is about where it stands before all: the circumstances, if some are named. */
export function focusOf(phrases: readonly ActionPhrase[]): 'all' | 'agents' | 'places' | 'conditions' {
  if (phrases.some(({ conditions }) => conditions.length > 0)) return 'conditions';
  if (phrases.some(({ agents }) => agents.length > 0)) return 'agents';
  return phrases.some(({ places }) => places.length > 0) ? 'places' : 'all';
}
