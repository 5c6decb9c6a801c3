import {
  exampleText,
  findWitness,
  outcomeText,
  type Example,
  type WitnessAnswer,
} from '../../analysis/index.ts';
import { AegisBug, err, ok, type Diagnostic, type Json, type Result } from '../../base/index.ts';
import { jsonText, visibleText } from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openPolicy } from '../open-policy.ts';
import { problem } from '../problem.ts';
import { queryFromArguments } from '../query-arguments.ts';
import { splitOperands } from '../split-operands.ts';
import { witnessJson } from './validation-json.ts';

export async function runQuery(context: Context): Promise<ExitCode> {
  const operands = splitOperands(context, 'clause');
  const query = queryFromArguments(operands.others);
  if (!query.ok) return context.refuse(query.error);
  const most = readLimit(context);
  if (!most.ok) return context.refuse([most.error]);
  const outcome = openPolicy(context, operands.policy);
  if (outcome.kind !== 'loaded') return context.refuse(outcome.diagnostics, outcome.sources);
  const answer = findWitness(outcome.loaded.policy, query.value, { most: most.value });
  if (!answer.ok) return context.refuse(answer.error);
  const failed = await deliver(context, (format) => render(format, outcome.file, answer.value));
  if (failed !== undefined) return failed;
  return isExpected(answer.value, context.given.value('expect')) ? EXIT.done : EXIT.found;
}

function readLimit({ given }: Context): Result<number, Diagnostic> {
  const written = given.value('limit') ?? '10';
  const limit = Number(written);
  if (/^[1-9][0-9]*$/.test(written) && Number.isSafeInteger(limit)) return ok(limit);
  const help = 'give a whole number from 1 on';
  return err(problem('AEG9003', `\`${written}\` is no number of actions`, { help }));
}

/** What was not proved is neither none nor some. */
function isExpected({ kind }: WitnessAnswer, expected: string | undefined): boolean {
  if (expected === undefined) return true;
  return kind === (expected === 'none' ? 'none' : 'found');
}

function render(format: string, file: string, answer: WitnessAnswer): string {
  switch (format) {
    case 'pretty':
      return `${lines(answer).join('\n')}\n`;
    case 'json':
      return jsonText(json(file, answer));
    default:
      throw new AegisBug(`query has no format ${format}`);
  }
}

function lines(answer: WitnessAnswer): readonly string[] {
  switch (answer.kind) {
    case 'none':
      return ['none: proved'];
    case 'not-proved':
      return ['not proved (budget): none was found, and that there is none was not proved'];
    case 'found':
      return [
        ...answer.witnesses.map(witnessLine),
        answer.isComplete
          ? `${counted(answer.witnesses)}; no other rule decides such an action: proved`
          : `${counted(answer.witnesses)}; there may be more`,
      ];
  }
}

function witnessLine(example: Example): string {
  return `${visibleText(exampleText(example))}\n  ${outcomeText(example.decision)} by ${visibleText(example.decision.rule)}`;
}

function counted(witnesses: readonly Example[]): string {
  return witnesses.length === 1 ? 'one rule' : `${witnesses.length} rules`;
}

function json(file: string, answer: WitnessAnswer): Json {
  return {
    schemaVersion: 1,
    file,
    answer: answer.kind,
    ...(answer.kind === 'found' ? { isComplete: answer.isComplete } : {}),
    witnesses: answer.kind === 'found' ? answer.witnesses.map(witnessJson) : [],
  };
}
