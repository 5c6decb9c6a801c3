import { watch } from 'node:fs';
import { withForwardSlashes } from './forward-slashes.ts';

/** Folders that are watched for changes of the files directly in them. */
export interface FolderWatch {
  /** Watches these folders from now on, and no others; answers how many of them cannot be watched. */
  update(folders: readonly string[]): number;
  /** Resolves when something has changed since it resolved last, and nothing more has for a moment. */
  next(): Promise<void>;
  close(): void;
}

/** What begins a watch of one folder; throws where it cannot. */
export type WatchFolder = (
  folder: string,
  onChange: (name: string | null) => void,
  onError: () => void,
) => { close(): void };

/** In milliseconds: editors write a file in several steps, and a checkout writes many. */
const QUIET_TIME = 150;

/** Watches folders of this machine; `isRelevant` says of a path whether a change of it matters. */
export function createFolderWatch(
  isRelevant: (path: string) => boolean,
  watchFolder: WatchFolder = watchOnDisk,
): FolderWatch {
  const open = new Map<string, { close(): void }>();
  let timer: NodeJS.Timeout | undefined;
  let isDue = false;
  let wake: (() => void) | undefined;
  const fire = (): void => {
    isDue = true;
    wake?.();
  };
  const changed = (folder: string, name: string | null): void => {
    if (name !== null && !isRelevant(`${folder.replace(/\/$/, '')}/${withForwardSlashes(name)}`)) return;
    clearTimeout(timer);
    timer = setTimeout(fire, QUIET_TIME);
  };
  const shut = (folder: string): void => {
    open.get(folder)?.close();
    open.delete(folder);
  };
  return {
    update: (folders) => {
      const wanted = new Set(folders);
      for (const folder of [...open.keys()]) if (!wanted.has(folder)) shut(folder);
      for (const folder of wanted) {
        if (open.has(folder)) continue;
        try {
          const onError = (): void => {
            shut(folder);
          };
          open.set(
            folder,
            watchFolder(folder, (name) => changed(folder, name), onError),
          );
        } catch {
          // Gone, or more than the system watches: counted below.
        }
      }
      return wanted.size - open.size;
    },
    next: async () => {
      if (!isDue) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      isDue = false;
      wake = undefined;
    },
    close: () => {
      clearTimeout(timer);
      for (const folder of [...open.keys()]) shut(folder);
    },
  };
}

const watchOnDisk: WatchFolder = (folder, onChange, onError) => {
  const watcher = watch(folder, (_, name) => {
    onChange(name);
  });
  watcher.on('error', onError);
  return watcher;
};
