export { createCacheFolder, userCacheFolder } from './cache-folder.ts';
export { answerJobs } from './answer-jobs.ts';
export { nodeCryptography } from './node-cryptography.ts';
export { filesWith } from './files-with.ts';
export { gitIndexFiles, type GitIndex } from './git-index-files.ts';
export { identifyNodeFile } from './identify-node-file.ts';
export { nodeFileReader } from './node-file-reader.ts';
export {
  nodeFileWriter,
  type CreateResult,
  type FileSink,
  type FileWriter,
  type WriteFailure,
} from './node-file-writer.ts';
export { createFolderWatch, type FolderWatch, type WatchFolder } from './node-folder-watch.ts';
export { nodeGit } from './node-git.ts';
export { runNodeShell, type RunShell, type ShellRun } from './node-shell.ts';
export { nodeTemporaryFolder, type TemporaryFolder } from './node-temporary-folder.ts';
export { openNodeTerminal, type Terminal } from './node-terminal.ts';
export { runNodeWithin, type RunWithin } from './run-within.ts';
export { readPackageAsset } from './package-asset.ts';
export { readFileChunks } from './read-file-chunks.ts';
export { findPackageRoot } from './package-root.ts';
export { withForwardSlashes } from './forward-slashes.ts';
export { optimiseLess } from './optimise-less.ts';
export { createWorkerParsers } from './worker-parsers.ts';
export { postJson } from './post-json.ts';
