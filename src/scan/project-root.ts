import type { FileReader } from '../base/index.ts';
import { absolutePath } from './project/relative-path.ts';

const MARKS = ['.git', 'package.json', 'pyproject.toml'];
const WORKSPACE_MARKS = ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json'];

/**
 * The folder of the project that the operands (absolute, with `/`) belong to: the nearest one above them all that holds
 * `.git`, `package.json` or `pyproject.toml`, or the workspace around that; else the folder that holds them all. The home
 * folder and what is above it is no project.
 */
export function findProjectRoot(files: FileReader, operands: readonly string[], home?: string): string {
  const folder = commonFolder(operands.map((operand) => folderOf(files, operand)));
  const above = foldersUpwards(folder).filter((at) => home === undefined || !isWithin(home, at));
  const project = above.find((at) => MARKS.some((mark) => files.stat(absolutePath(at, mark)).ok));
  if (project === undefined) return folder;
  return workspaceAround(files, project, above) ?? project;
}

function workspaceAround(files: FileReader, project: string, above: readonly string[]): string | undefined {
  for (const at of above.slice(above.indexOf(project))) {
    if (isWorkspace(files, at)) return at;
    if (files.stat(absolutePath(at, '.git')).ok) return undefined;
  }
  return undefined;
}

function isWorkspace(files: FileReader, folder: string): boolean {
  if (WORKSPACE_MARKS.some((mark) => files.stat(absolutePath(folder, mark)).ok)) return true;
  const bytes = files.readBytes(absolutePath(folder, 'package.json'), 1_000_000);
  return bytes.ok && /"workspaces"\s*:/.test(new TextDecoder().decode(bytes.value));
}

function folderOf(files: FileReader, path: string): string {
  const stat = files.stat(path);
  return stat.ok && stat.value.kind === 'directory' ? path : parentOf(path);
}

function commonFolder(folders: readonly string[]): string {
  const [first = '/', ...rest] = folders;
  return foldersUpwards(first).find((folder) => rest.every((other) => isWithin(other, folder))) ?? first;
}

function foldersUpwards(folder: string): readonly string[] {
  const folders = [folder];
  for (let at = folder; parentOf(at) !== at; at = parentOf(at)) folders.push(parentOf(at));
  return folders;
}

/** `/` and `C:/` are their own parents. */
function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  if (slash === -1 || path.endsWith('/')) return path;
  return slash === 0 || path[slash - 1] === ':' ? path.slice(0, slash + 1) : path.slice(0, slash);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
