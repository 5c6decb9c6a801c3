import type { Agent } from '../../hooks/index.ts';
import type { Context } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

export async function runSelfTest(_: Context, __: Agent): Promise<ExitCode> {
  return await Promise.resolve(EXIT.unable);
}
