import type { Json } from '../../base/index.ts';
import {
  hookProblem,
  installedHooks,
  type Agent,
  type InstalledHook,
  type JsonObject,
} from '../../hooks/index.ts';
import type { ShellRun } from '../../platform/index.ts';
import { visibleText } from '../../reporters/index.ts';
import { openAgentSettings } from '../agent-settings.ts';
import { sqliteOf } from '../audit-log.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { writeFile } from '../deliver.ts';

/** Runs what is installed as the agent would, with calls that must be refused, and with everything that may break. */
export async function runSelfTest(context: Context, agent: Agent): Promise<ExitCode> {
  const opened = openAgentSettings(context, agent);
  if (!opened.ok) return context.refuse([opened.error]);
  const { file, settings } = opened.value;
  const hooks = installedHooks(settings ?? {}).filter(({ event }) => event === eventOf(agent, context));
  if (hooks.length === 0) {
    const help = `\`aegis check --hook ${agent.name} --install\` puts it there`;
    return context.refuse([
      hookProblem('AEG4054', `\`${file}\` has no hook that calls \`aegis check\``, help),
    ]);
  }
  const folder = context.temporaryFolder();
  try {
    const verdicts = [];
    for (const hook of hooks) {
      context.stdout.write(`${file}: ${visibleText(hook.command)}\n`);
      verdicts.push(...settingsVerdicts(agent, hook).map((verdict) => tell(context, verdict)));
      for (const trial of await trialsFor(context, agent, hook, folder.path))
        verdicts.push(tell(context, await verdictOf(context, agent, hook, trial)));
    }
    const failed = verdicts.filter(({ isRight }) => !isRight);
    if (failed.length === 0) return EXIT.done;
    context.refuse([
      hookProblem('AEG4055', `${failed.length} of ${verdicts.length} trials would let a call pass`),
    ]);
    return EXIT.found;
  } finally {
    folder.remove();
  }
}

interface Verdict {
  readonly name: string;
  readonly isRight: boolean;
  readonly said: string;
}

/** One run of the hook. `input` absent: it never gets any. */
interface Trial {
  readonly name: string;
  readonly input?: Uint8Array;
  readonly env: Readonly<Record<string, string>>;
  readonly during?: <T>(work: () => Promise<T>) => Promise<T>;
  /** What it must say; else it must refuse. */
  readonly mustAnswer?: true;
}

/** Longer than the check takes in any case. */
const TIMEOUT = 8_000;

function eventOf(agent: Agent, { cwd }: Context): Json | undefined {
  return agent.shellCall('', cwd)['hook_event_name'];
}

/** What must stand in the settings so that a hook that cannot run at all refuses the call, and is asked about every tool. */
function settingsVerdicts({ settings }: Agent, { hook, matcher }: InstalledHook): readonly Verdict[] {
  const { closes } = settings;
  const matchesAll = matcher === undefined || matcher === '' || matcher === '*' || matcher === '.*';
  return [
    {
      name: 'settings: every tool',
      isRight: matchesAll,
      said: matchesAll ? 'matched' : `only ${JSON.stringify(matcher)} is matched`,
    },
    ...(closes === undefined
      ? []
      : [
          {
            name: `settings: ${closes.name}`,
            isRight: hook[closes.name] === closes.value,
            said:
              hook[closes.name] === closes.value
                ? 'set'
                : `it must be ${JSON.stringify(closes.value)}, or a hook that cannot start lets calls pass`,
          },
        ]),
  ];
}

async function trialsFor(
  context: Context,
  agent: Agent,
  { command }: InstalledHook,
  folder: string,
): Promise<readonly Trial[]> {
  const bytes = (value: Json): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
  const call = (line: string): Uint8Array => bytes(agent.shellCall(line, context.cwd));
  const policy = async (name: string, text: string): Promise<{ readonly AEGIS_POLICY: string }> => {
    await writeFile(context, `${folder}/${name}`, text);
    return { AEGIS_POLICY: `${folder}/${name}` };
  };
  const namesPolicy = /\bcheck\s+[^-\s]/.test(command);
  const namesLog = /\s--db\b/.test(command);
  const locked = `${folder}/locked.db`;
  const trials: readonly (Omit<Trial, 'env'> & Partial<Pick<Trial, 'env'>>)[] = [
    { name: 'a harmless call', input: call('ls'), mustAnswer: true },
    { name: 'a call that touches the policy', input: call('cat aegis.yaml') },
    ...(namesPolicy
      ? []
      : [
          {
            name: 'a call that the policy blocks',
            input: call('ls'),
            env: await policy('block.yaml', BLOCK),
          },
          { name: 'no policy', input: call('ls'), env: { AEGIS_POLICY: `${folder}/none.yaml` } },
          { name: 'an invalid policy', input: call('ls'), env: await policy('invalid.yaml', 'rules: 7\n') },
        ]),
    { name: 'no JSON', input: new TextEncoder().encode('{') },
    { name: 'no call', input: bytes({ hook_event_name: 'Other' }) },
    { name: 'empty input', input: new Uint8Array() },
    { name: 'binary input', input: Uint8Array.from({ length: 2_000 }, (_, i) => (i * 167) % 256) },
    { name: 'huge input', input: new Uint8Array(5 * 1024 * 1024).fill(0x20) },
    ...(namesLog
      ? []
      : [
          {
            name: 'a log that cannot be opened',
            input: call('ls'),
            env: { AEGIS_AUDIT_PATH: `${folder}/none/x.db` },
          },
          {
            name: 'a log that is locked',
            input: call('ls'),
            env: { AEGIS_AUDIT_PATH: locked },
            during: await whileLocked(context, locked),
          },
        ]),
    { name: 'input that never ends' },
  ];
  return trials.map((trial) => ({
    ...trial,
    env: { AEGIS_AUDIT_PATH: `${folder}/self-test.db`, ...trial.env },
  }));
}

const BLOCK =
  'version: "1"\ndefaults: { approval: block }\nrules:\n  - { match: { type: "*" }, approval: block }\n';

/** Holds a database locked while something runs. */
async function whileLocked(context: Context, path: string): Promise<NonNullable<Trial['during']>> {
  const driver = await sqliteOf(context);
  return async (work) => {
    if (!driver.ok) return await work();
    const connection = driver.value.open(path, 'write');
    connection.execute('BEGIN EXCLUSIVE');
    try {
      return await work();
    } finally {
      connection.execute('ROLLBACK');
      connection.close();
    }
  };
}

async function verdictOf(
  context: Context,
  agent: Agent,
  { command }: InstalledHook,
  { name, input, env, during, mustAnswer }: Trial,
): Promise<Verdict> {
  const { cwd, runShell } = context;
  const { folderVariable } = agent.settings;
  const options = {
    folder: cwd,
    env: {
      ...(folderVariable === undefined ? {} : { [folderVariable]: cwd }),
      ...env,
    },
    timeout: TIMEOUT,
    ...(input === undefined ? {} : { input }),
  };
  const run = await (during ?? ((work) => work()))(() => runShell(command, options));
  const said = saidBy(agent, run);
  const isRight = mustAnswer === true ? run.exitCode === 0 && said !== 'nothing' : REFUSALS.includes(said);
  return { name, isRight, said };
}

/** What the agent takes a run for. */
function saidBy(agent: Agent, { exitCode, stdout, stderr }: ShellRun): string {
  if (exitCode === 2) return stderr.trim() === '' ? 'exit 2 without a reason' : 'refused';
  if (exitCode !== 0) return `exit ${exitCode ?? 'by a signal'}`;
  try {
    const answer = JSON.parse(stdout) as JsonObject;
    const said = agent.said(answer);
    return typeof said === 'string' ? said : 'no decision';
  } catch {
    return 'nothing';
  }
}

const REFUSALS = ['refused', 'deny', 'ask'];

function tell(context: Context, verdict: Verdict): Verdict {
  const { name, isRight, said } = verdict;
  context.stdout.write(`${isRight ? 'ok    ' : 'FAILED'}  ${name}: ${visibleText(said)}\n`);
  return verdict;
}
