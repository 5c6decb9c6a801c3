import { createSource, type FileReader, type Source } from '../../base/index.ts';
import { absolutePath } from '../project/relative-path.ts';
import type { StartCommand } from './instrumentation.ts';
import { mayStart, programFiles, startLines } from './start-commands.ts';

/** The start commands of a project, and the texts that they stand in, by project path. */
export interface ReadStarts {
  readonly commands: readonly StartCommand[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** Start files are small; a larger file is none. */
const MAX_BYTES = 200_000;
const MAX_FOLDERS = 300;

/** Reads the files that start programs, in the folders of a project and in its workflows. */
export function readStarts(
  files: FileReader,
  root: string,
  folders: readonly string[],
  isModule: (file: string) => boolean,
  shown: (path: string) => string,
): ReadStarts {
  const commands: StartCommand[] = [];
  const sources = new Map<string, Source>();
  for (const folder of [...folders.slice(0, MAX_FOLDERS), '.github/workflows']) {
    const listed = files.list(absolutePath(root, folder));
    if (!listed.ok) continue;
    for (const { name, kind } of listed.value) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind !== 'file' || !mayStart(path)) continue;
      const read = files.readBytes(absolutePath(root, path), MAX_BYTES);
      if (!read.ok) continue;
      const text = new TextDecoder().decode(read.value);
      for (const { program, start, end } of startLines(path, text)) {
        const home = path.startsWith('.github/') ? '' : folder;
        const entry = programFiles(program, home).find(isModule);
        if (entry === undefined) continue;
        sources.set(path, createSource(shown(path), text));
        commands.push({ entry, by: '`AEGIS_INSTRUMENT`', at: { file: path, start, end } });
      }
    }
  }
  return { commands, sources };
}
