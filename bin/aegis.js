#!/usr/bin/env node
// An installation that is not whole ends with 2: a hook that ended with 1 would let its call pass.
import('../dist/cli/main.js').catch((error) => {
  process.stderr.write(`aegis cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
