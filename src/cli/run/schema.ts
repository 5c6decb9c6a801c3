import { configSchema } from '../../config/index.ts';
import { jsonText } from '../../reporters/index.ts';
import type { Context } from '../command.ts';
import { deliver } from '../deliver.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

export async function runSchema(context: Context): Promise<ExitCode> {
  return (await deliver(context, () => jsonText(configSchema()))) ?? EXIT.done;
}
