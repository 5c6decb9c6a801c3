export { nodeFileReader } from './node-file-reader.ts';
export {
  nodeFileWriter,
  type CreateResult,
  type FileSink,
  type FileWriter,
  type WriteFailure,
} from './node-file-writer.ts';
export { readPackageAsset } from './package-asset.ts';
export { readFileChunks } from './read-file-chunks.ts';
export { findPackageRoot } from './package-root.ts';
export { withForwardSlashes } from './forward-slashes.ts';
