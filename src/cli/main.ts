import { execute } from './execute.ts';
import { EXIT } from './exit-codes.ts';
import { createNodeIo } from './node-io.ts';

const io = createNodeIo(() => {
  process.exitCode = EXIT.unable;
});
const exitCode = await execute(process.argv.slice(2), io);
// The stream says that it cannot be written before or after the command has ended; either way that is what counts.
process.exitCode ??= exitCode;
