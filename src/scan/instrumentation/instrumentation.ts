import { aegisName } from '../governed/aegis-name.ts';
import { AEGIS_ROWS } from '../governed/aegis-rows.ts';
import type { CallSite } from '../resolve/access-path.ts';
import type { Candidate } from '../resolve/candidate.ts';
import type { Evaluation } from '../resolve/evaluation.ts';
import type { ModuleIndex } from '../resolve/module-index.ts';
import type { Place } from '../resolve/sink.ts';
import type { GovernedMark } from '../resolve/value.ts';
import { isTestFile } from '../project/test-file.ts';
import { walkProgram, type Program, type Switch } from './program.ts';

/** A command that starts a program of the project with instrumentation. */
export interface StartCommand {
  /** Project path of the module that is started. */
  readonly entry: string;
  readonly by: string;
  readonly at: Place;
}

/** What is known of how the project is started. */
export interface Starts {
  readonly commands: readonly StartCommand[];
  /** Project paths of the modules that are started; absent: those that no other imports. */
  readonly entries?: readonly string[];
}

/** What instrumentation does for an AI call. */
export type Instrumented =
  | { readonly kind: 'governs'; readonly mark: GovernedMark }
  /** It is switched on, but does not cover this call. */
  | { readonly kind: 'ineffective'; readonly mark: GovernedMark };

export type Instrumentation = (site: CallSite, candidate: Candidate) => Instrumented | undefined;

/** What a call that switches instrumentation on is named, unless it was renamed. */
const SWITCHES = AEGIS_ROWS.flatMap(({ paths }) =>
  paths.flatMap(({ path, payload }) =>
    payload.kind === 'aegis' && payload.role === 'instruments' ? [path] : [],
  ),
);

/**
 * Judges AI calls by the programs that reach them: a program that switches instrumentation on, before the call can be
 * made, governs it. Of entries that the user names, all that reach the call must do so; else one is enough.
 */
export function createInstrumentation(
  evaluation: Evaluation,
  { commands, entries }: Starts,
): Instrumentation {
  if (commands.length === 0 && !isSwitchedOn(evaluation)) return () => undefined;
  const started = new Map(commands.map((command) => [command.entry, { by: command.by, at: command.at }]));
  const programs = startsOf(evaluation, entries, started).map((entry) => {
    const mark = started.get(entry.file);
    return walkProgram(evaluation, entry, mark === undefined ? [] : [mark]);
  });

  return (site, { sdk, isInstrumented }) => {
    const reaching = programs.filter((program) => program.modules.has(site.module));
    const governing = reaching.flatMap((program) => switchFor(program, site, sdk) ?? []);
    const [first] = governing;
    const isGoverned = entries === undefined ? governing.length > 0 : governing.length === reaching.length;
    if (isInstrumented === true && first !== undefined && isGoverned)
      return { kind: 'governs', mark: markOf(first) };
    const [present] = reaching.flatMap(({ switches }) => switches);
    return present === undefined ? undefined : { kind: 'ineffective', mark: markOf(present) };
  };
}

function switchFor(
  { switches, switchesBefore }: Program,
  { call }: CallSite,
  sdk: string,
): Switch | undefined {
  const on = switches.slice(0, switchesBefore.get(call) ?? switches.length);
  return on.find(({ only }) => only === undefined || only.includes(sdk));
}

function markOf({ by, at }: Switch): GovernedMark {
  return { by, at };
}

function isSwitchedOn(evaluation: Evaluation): boolean {
  if (!evaluation.project.mayNameAegis) return false;
  const { project } = evaluation;
  const names = new Set(SWITCHES);
  // A set hands out what is added while it is walked.
  for (const name of names) for (const alias of project.aliasesOf(name)) names.add(alias);
  return [...names]
    .flatMap((name) => project.callsNamed(name))
    .some(({ module, call }) => aegisName(evaluation, module, call.callee)?.role === 'instruments');
}

/** The modules that programs begin with. */
function startsOf(
  { project }: Evaluation,
  entries: readonly string[] | undefined,
  started: ReadonlyMap<string, GovernedMark>,
): readonly ModuleIndex[] {
  if (entries !== undefined) return entries.flatMap((file) => project.module(file) ?? []);
  const imported = new Set(
    project.modules.flatMap((module) =>
      [...project.imports.importsOf(module)].filter(
        (target) => target !== module && !isTestFile(module.file),
      ),
    ),
  );
  return project.modules.filter(
    (module) =>
      !isTestFile(module.file) &&
      (!imported.has(module) || started.has(module.file) || (module.ir.mainBlocks ?? []).length > 0),
  );
}
