import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withForwardSlashes } from './forward-slashes.ts';

/** A folder for the time of a run. */
export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

export function nodeTemporaryFolder(): TemporaryFolder {
  const path = withForwardSlashes(mkdtempSync(join(tmpdir(), 'aegis-')));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
