import type { Context } from './command.ts';
import { resolvePath } from './resolve-path.ts';

/** The same run as if it were in another folder. What the user named with a relative path stays what it was. */
export function inFolder(context: Context, folder: string): Context {
  const absolute = (path: string | undefined): string | undefined =>
    path === undefined || path === '' ? path : resolvePath(context.cwd, path);
  const { given, env } = context;
  return {
    ...context,
    cwd: folder,
    env: {
      ...env,
      ...Object.fromEntries(
        FILE_VARIABLES.flatMap((name) => (name in env ? [[name, absolute(env[name])]] : [])),
      ),
    },
    given: {
      ...given,
      value: (name) => (FILE_OPTIONS.includes(name) ? absolute(given.value(name)) : given.value(name)),
    },
  };
}

const FILE_OPTIONS = ['config', 'db'];
const FILE_VARIABLES = ['AEGIS_CONFIG', 'AEGIS_POLICY', 'AEGIS_AUDIT_PATH'];
