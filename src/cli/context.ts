import type { Diagnostic, Source } from '../base/index.ts';
import { ANSI, PLAIN, prettyDiagnostics, visibleText, type Paint } from '../reporters/index.ts';
import type { Command, Context, FormatWish, Given } from './command.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Io, Output } from './io.ts';

/** What a command gets to see: the machine beneath, what was given, and how to talk. */
export async function createContext(
  io: Io,
  commands: readonly Command[],
  given: Given,
  formats: readonly FormatWish[],
): Promise<Context> {
  const platform = await io.platform();
  const hasColor = !given.flag('no-color');
  const isQuiet = given.flag('quiet');
  return {
    given,
    formats,
    commands,
    stdout: io.stdout,
    stderr: io.stderr,
    stdin: io.stdin,
    ...(io.screen === undefined ? {} : { screen: io.screen }),
    paint: paintFor(io, io.stdout, hasColor),
    stderrPaint: paintFor(io, io.stderr, hasColor),
    isVerbose: given.flag('verbose'),
    isQuiet,
    env: io.env,
    cwd: io.cwd,
    home: platform.home,
    packageRoot: platform.packageRoot,
    clock: io.clock,
    files: platform.files,
    writer: platform.writer,
    git: platform.git,
    watchFolders: platform.watchFolders,
    ...(platform.parsers === undefined ? {} : { parsers: platform.parsers }),
    ...(platform.scanCache === undefined ? {} : { scanCache: platform.scanCache }),
    readChunks: platform.readChunks,
    cryptography: platform.cryptography,
    loadSqlite: platform.loadSqlite,
    openTerminal: platform.openTerminal,
    runShell: platform.runShell,
    identifyFile: platform.identifyFile,
    runWithin: platform.runWithin,
    temporaryFolder: platform.temporaryFolder,
    nodePath: platform.nodePath,
    hostName: platform.hostName,
    timeZoneData: platform.timeZoneData,
    interrupted: io.interrupted,
    notice: (text) => {
      if (!isQuiet) io.stderr.write(`${visibleText(text)}\n`);
    },
    refuse: (diagnostics, sources) => refuse(io, diagnostics, sources, hasColor),
  };
}

/** Reports on standard error why nothing could be done. */
export function refuse(
  io: Pick<Io, 'stderr' | 'env'>,
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[] = [],
  hasColor = true,
): ExitCode {
  io.stderr.write(prettyDiagnostics(diagnostics, { paint: paintFor(io, io.stderr, hasColor), sources }));
  return EXIT.unable;
}

/** Colour is for people: a terminal, no `NO_COLOR` (https://no-color.org: set and not empty), no `--no-color`. */
function paintFor(io: Pick<Io, 'env'>, output: Output, hasColor: boolean): Paint {
  const isRefused = (io.env['NO_COLOR'] ?? '') !== '' || io.env['TERM'] === 'dumb';
  return hasColor && output.isTTY && !isRefused ? ANSI : PLAIN;
}
