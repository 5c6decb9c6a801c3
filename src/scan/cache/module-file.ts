import type { ParseJob } from '../parser.ts';
import type { ModuleStore } from '../scan-input.ts';

/** Packed modules by file and digest, as one row of bytes: a line of JSON that says where each is, then the modules. */
type Place = readonly [file: string, digest: string, start: number, end: number];

export interface ModuleFile extends ModuleStore {
  /** The bytes to keep: what was asked for or added; `undefined` when that is what there was. */
  changed(): Uint8Array<ArrayBuffer> | undefined;
}

const LINE_END = 10;

/** `digestOf` is the digest of the bytes that a job's text was read from; without one nothing is kept. */
export function openModuleFile(
  bytes: Uint8Array | undefined,
  digestOf: (file: string) => string | undefined,
): ModuleFile {
  const kept = bytes === undefined ? new Map<string, Uint8Array>() : readModules(bytes);
  const used = new Map<string, Uint8Array>();
  let isChanged = false;
  const keyOf = ({ file }: ParseJob): string | undefined => {
    const digest = digestOf(file);
    return digest === undefined ? undefined : `${digest} ${file}`;
  };
  return {
    get: (job) => {
      const key = keyOf(job);
      const module = key === undefined ? undefined : kept.get(key);
      if (key !== undefined && module !== undefined) used.set(key, module);
      return module;
    },
    keep: (job, module) => {
      const key = keyOf(job);
      if (key === undefined) return;
      used.set(key, module);
      isChanged = true;
    },
    changed: () => (isChanged ? writeModules(used) : undefined),
  };
}

function readModules(bytes: Uint8Array): Map<string, Uint8Array> {
  const modules = new Map<string, Uint8Array>();
  const end = bytes.indexOf(LINE_END);
  try {
    const places = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as readonly Place[];
    for (const [file, digest, from, to] of places)
      modules.set(`${digest} ${file}`, bytes.subarray(end + 1 + from, end + 1 + to));
    return modules;
  } catch {
    return new Map();
  }
}

function writeModules(modules: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  let length = 0;
  const places = Array.from(modules, ([key, module]): Place => {
    const space = key.indexOf(' ');
    return [key.slice(space + 1), key.slice(0, space), length, (length += module.length)];
  });
  const head = new TextEncoder().encode(`${JSON.stringify(places)}\n`);
  const bytes = new Uint8Array(head.length + length);
  bytes.set(head);
  let at = head.length;
  for (const module of modules.values()) {
    bytes.set(module, at);
    at += module.length;
  }
  return bytes;
}
