/**
 * First step of the GitHub Action: installs Aegis beside the checkout, never from it, and without install scripts. Wanted
 * is the exact version of this action, unless `INPUT_PACKAGE` names a tarball or another exact version.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { version } = JSON.parse(
  readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../package.json'), 'utf8'),
);
const wanted = specifier((process.env.INPUT_PACKAGE ?? '').trim());
if (wanted === undefined) {
  console.log(
    '::error title=Aegis::`package` is neither a tarball that exists nor an exact version such as 1.2.3',
  );
  process.exitCode = 2;
} else install(wanted);

function specifier(given) {
  if (given === '') return `agent-aegis@${version}`;
  if (/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/.test(given)) return `agent-aegis@${given}`;
  const file = resolve(process.env.GITHUB_WORKSPACE ?? '.', given);
  return /\.t(?:ar\.)?gz$/.test(file) && existsSync(file) ? file : undefined;
}

/** In a folder of its own: settings of npm that lie in the checkout do not count. */
function install(what) {
  const folder = join(process.env.RUNNER_TEMP ?? '/tmp', 'aegis-action');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const options = [
    '--ignore-scripts',
    '--save-exact',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--loglevel=error',
  ];
  // On Windows npm is a batch file, which only a shell starts; `what` has passed the checks above.
  const isWindows = process.platform === 'win32';
  const ran = spawnSync('npm', ['install', ...options, '--', isWindows ? `"${what}"` : what], {
    cwd: folder,
    stdio: 'inherit',
    shell: isWindows,
  });
  if (ran.status !== 0) {
    console.log('::error title=Aegis::npm could not install Aegis');
    process.exitCode = 2;
  }
}
