import { execute } from './execute.ts';
import { EXIT } from './exit-codes.ts';
import { failClosed } from './fail-closed.ts';
import { isHookCall } from './hook-mode.ts';
import { createNodeIo } from './node-io.ts';

const argv = process.argv.slice(2);
if (isHookCall(argv)) failClosed();
const output = { isUndelivered: false };
const io = createNodeIo(() => {
  output.isUndelivered = true;
  process.exitCode = EXIT.unable;
});
const exitCode = await execute(argv, io);
// The stream says that it cannot be written before or after the command has ended; either way that is what counts.
process.exitCode = output.isUndelivered ? EXIT.unable : exitCode;
