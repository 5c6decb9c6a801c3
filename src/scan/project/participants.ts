/** A file of the project with what it seems to import from the project. */
export interface ImportingFile {
  readonly file: string;
  readonly isMention: boolean;
  readonly imports: readonly string[];
}

/**
 * The files to parse: those that mention something of the catalogue, all that import them directly or through others
 * (they call the wrappers and pass the clients), and all that these import in turn (they hold base classes, constants
 * and the functions that clients are passed to). Sorted as given.
 */
export function participants(files: readonly ImportingFile[]): ReadonlySet<string> {
  const importsOf = new Map(files.map(({ file, imports }) => [file, imports]));
  const mentioning = files.filter(({ isMention }) => isMention).map(({ file }) => file);
  const withImporters = reachable(mentioning, reversed(files));
  return reachable([...withImporters], importsOf);
}

function reachable(
  from: readonly string[],
  edges: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const seen = new Set(from);
  // A set hands out what is added while it is walked.
  for (const file of seen) for (const next of edges.get(file) ?? []) seen.add(next);
  return seen;
}

function reversed(files: readonly ImportingFile[]): ReadonlyMap<string, readonly string[]> {
  const importers = new Map<string, string[]>();
  for (const { file, imports } of files) {
    for (const imported of imports) {
      const known = importers.get(imported);
      if (known === undefined) importers.set(imported, [file]);
      else known.push(file);
    }
  }
  return importers;
}
