import type { Extent } from '../ir.ts';

/** A program that a configuration file starts with instrumentation. */
export interface StartLine extends Extent {
  /** What is started, as it is written: `dist/main.js`, `app/main.py`, `app.main`, `app.main:app`. */
  readonly program: string;
}

/** Whether a file may hold start commands, by its path. */
export function mayStart(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    /^(?:package\.json|Procfile|[Dd]ockerfile(?:\..+)?|.+\.[Dd]ockerfile|(?:docker-)?compose(?:\..+)?\.ya?ml|.+\.service)$/.test(
      name,
    ) || /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path)
  );
}

const VARIABLE = /\bAEGIS_INSTRUMENT["']?\s*[:=]\s*["']?(?:1|true)\b/;
const NODE =
  /\b(?:node|tsx|ts-node|bun)\b[^\n]*?(?:--import|--require|-r)[ =]agent-aegis\/register\b[^\n]*?\s([\w./@-]+\.[cm]?[jt]sx?)\b/;
const PYTHON =
  /\b(?:python[\d.]*|uv run|poetry run python)\s+(?:-\w+\s+)*?(?:-m\s+([\w.]+)|([\w./-]+\.py))\b/;
const SERVER =
  /\b(?:uvicorn|gunicorn|hypercorn|granian|fastapi run)\s+(?:-\S+\s+\S+\s+)*?([\w.]+(?::\w+)|[\w./-]+\.py)/;

/**
 * The programs that a file starts with `AEGIS_INSTRUMENT` set: on the same line, or anywhere in the file where it is an
 * environment for all (Dockerfile, compose, unit, workflow). Node needs the preload `agent-aegis/register` beside it.
 */
export function startLines(path: string, text: string): readonly StartLine[] {
  if (!VARIABLE.test(text)) return [];
  const isForAll = !/(?:package\.json|Procfile)$/.test(path);
  const lines: StartLine[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const program = isForAll || VARIABLE.test(line) ? programOf(line) : undefined;
    if (program !== undefined) lines.push({ program, start, end: start + line.trimEnd().length });
    start += line.length + 1;
  }
  return lines;
}

function programOf(line: string): string | undefined {
  // `CMD ["node", "--import", "agent-aegis/register", "main.js"]`
  const words = line.replace(/["',[\]]+/g, ' ').replace(/\s+/g, ' ');
  const node = NODE.exec(words)?.[1];
  const python = PYTHON.exec(words);
  return node ?? python?.[1] ?? python?.[2] ?? SERVER.exec(words)?.[1];
}

/** Where the module of a program may lie in the project, the likeliest first; `folder` holds the configuration file. */
export function programFiles(program: string, folder: string): readonly string[] {
  const inFolder = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
  const [name = ''] = program.split(':');
  if (/\.py$/.test(name)) return [inFolder(plain(name))];
  if (!/\.[cm]?[jt]sx?$/.test(name)) {
    const module = name.replaceAll('.', '/');
    return ['', 'src/'].flatMap((root) => [
      inFolder(`${root}${module}.py`),
      inFolder(`${root}${module}/__main__.py`),
    ]);
  }
  const stem = plain(name).replace(/\.[cm]?[jt]sx?$/, '');
  const sources = [
    stem,
    stem.replace(/^(?:dist|build|lib|out)\//, 'src/'),
    stem.replace(/^(?:dist|build|lib|out)\//, ''),
  ];
  return sources.flatMap((source) =>
    ['ts', 'mts', 'tsx', 'js', 'mjs', 'cjs'].map((extension) => inFolder(`${source}.${extension}`)),
  );
}

function plain(path: string): string {
  return path.replace(/^(?:\.\/|\/app\/|\/usr\/src\/app\/|\/srv\/)/, '');
}
