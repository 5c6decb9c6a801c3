import { homedir, hostname } from 'node:os';
import {
  createCacheFolder,
  createFolderWatch,
  findPackageRoot,
  identifyNodeFile,
  nodeCryptography,
  nodeFileReader,
  nodeFileWriter,
  nodeGit,
  nodeTemporaryFolder,
  openNodeTerminal,
  readFileChunks,
  runNodeShell,
  runNodeWithin,
  userCacheFolder,
  withForwardSlashes,
} from '../platform/index.ts';
import type { Platform } from './io.ts';
import { parserThreads } from './parser-threads.ts';

/** Files, home, threads and package root on Node. */
export function createNodePlatform(): Platform {
  const packageRoot = findPackageRoot();
  return {
    files: nodeFileReader,
    writer: nodeFileWriter,
    git: nodeGit,
    watchFolders: (isRelevant) => createFolderWatch(isRelevant),
    readChunks: readFileChunks,
    cryptography: nodeCryptography,
    loadSqlite: async () => await (await import('../store/index.ts')).loadDriver(),
    openTerminal: openNodeTerminal,
    runShell: runNodeShell,
    identifyFile: identifyNodeFile,
    runWithin: runNodeWithin,
    temporaryFolder: nodeTemporaryFolder,
    nodePath: withForwardSlashes(process.execPath),
    hostName: hostname(),
    packageRoot,
    parsers: (characters) => parserThreads(packageRoot, characters),
    scanCache: (root, env) => createCacheFolder({ root, userFolder: userCacheFolder(env) }),
    home: withForwardSlashes(homedir()),
    timeZoneData: process.versions.tz ?? 'unknown',
  };
}
