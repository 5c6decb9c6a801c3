import type { Command } from '../command.ts';

export const init: Command = {
  name: 'init',
  summary: 'write an aegis.yaml that fits this project',
  description: [
    'Looks at the project (package.json, pyproject.toml, requirements files, what the code imports, names of folders and files), picks the template that most of it speaks for, and writes aegis.yaml. Beside it come the tests of the template for `aegis test`, and the JSON Schema, which editors use for completion.',
    'An existing file is never overwritten without --force, and tests that exist not even then.',
  ],
  operands: [
    { name: 'folder', summary: 'the project (default .)', takes: 'at most one', completes: 'folder' },
  ],
  options: [
    { kind: 'value', name: 'template', value: 'name', summary: 'use this template instead of looking' },
    { kind: 'flag', name: 'list', summary: 'list the templates and end' },
    {
      kind: 'value',
      name: 'output',
      value: 'file',
      summary: 'write to this file instead of aegis.yaml in the project',
      completes: 'file',
    },
    { kind: 'flag', name: 'dry-run', summary: 'print the aegis.yaml and write nothing' },
    { kind: 'flag', name: 'force', summary: 'overwrite files that exist' },
  ],
  examples: [
    { run: 'aegis init', says: 'look, choose, write' },
    { run: 'aegis init --template devops --dry-run', says: 'show what that template would give' },
  ],
  load: async () => (await import('../run/init.ts')).runInit,
};
