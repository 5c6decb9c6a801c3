import { execute } from './execute.ts';
import { createNodeIo } from './node-io.ts';

process.exitCode = await execute(process.argv.slice(2), createNodeIo());
