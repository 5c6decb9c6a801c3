import { homedir } from 'node:os';
import {
  createFolderWatch,
  findPackageRoot,
  nodeFileReader,
  nodeFileWriter,
  nodeGit,
  readFileChunks,
  withForwardSlashes,
} from '../platform/index.ts';
import type { Platform } from './io.ts';

/** Files, home and package root on Node. */
export function createNodePlatform(): Platform {
  return {
    files: nodeFileReader,
    writer: nodeFileWriter,
    git: nodeGit,
    watchFolders: (isRelevant) => createFolderWatch(isRelevant),
    readChunks: readFileChunks,
    packageRoot: findPackageRoot(),
    home: withForwardSlashes(homedir()),
    timeZoneData: process.versions.tz ?? 'unknown',
  };
}
