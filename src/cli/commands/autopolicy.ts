import type { Command } from '../command.ts';

export const autopolicy: Command = {
  name: 'autopolicy',
  summary: 'a policy from plain English, proved to say the same',
  description: [
    'Reads what is to be allowed, asked for and refused, and writes the policy that says so: each rule below the words it came from, with invariants for what is refused, all proved. What is not said asks a person. docs/autopolicy.md shows how things can be said.',
    'Words that are not understood, and clauses that cannot both be kept, are errors: nothing is written, exit 1. Clauses that overlap are noted, and the stricter is kept.',
    'With --append the new rules go into an existing policy, whose comments and layout stay; what changes is shown on standard error. What would loosen a decision is said first, and not written (exit 1) without --allow-loosening.',
  ],
  operands: [
    {
      name: 'text',
      summary: 'what is to hold, in quotes; `-` for standard input',
      takes: 'at most one',
    },
  ],
  options: [
    {
      kind: 'value',
      name: 'file',
      value: 'file',
      summary: 'read the text from this file',
      completes: 'file',
    },
    {
      kind: 'value',
      name: 'output',
      short: 'o',
      value: 'file',
      summary: 'write the policy to this file instead of standard output',
      completes: 'file',
    },
    {
      kind: 'value',
      name: 'format',
      value: 'format',
      summary: 'the policy as yaml (default) or json',
      choices: ['yaml', 'json'],
    },
    {
      kind: 'value',
      name: 'append',
      value: 'policy',
      summary: 'add the rules to this policy file',
      completes: 'policy',
    },
    {
      kind: 'flag',
      name: 'allow-loosening',
      summary: 'with --append, write even what loosens a decision of the policy',
    },
    { kind: 'flag', name: 'allow-partial', summary: 'leave out what is not understood, and say so' },
    { kind: 'flag', name: 'explain', summary: 'show on standard error how the text was read' },
    { kind: 'flag', name: 'interactive', summary: 'ask about what is not clear, on a terminal' },
    {
      kind: 'value',
      name: 'llm-endpoint',
      value: 'url',
      summary: 'ask this OpenAI-compatible endpoint too, and show how its policy differs',
    },
    { kind: 'value', name: 'llm-model', value: 'name', summary: 'the model to ask there' },
    {
      kind: 'value',
      name: 'llm-key-env',
      value: 'name',
      summary: 'the environment variable that holds the key of the endpoint',
    },
  ],
  examples: [
    { run: "aegis autopolicy 'block all deletes on production, allow reads'", says: 'print the policy' },
    { run: 'aegis autopolicy --file rules.txt --output policy.yaml', says: 'from a file into a file' },
    {
      run: "aegis autopolicy 'no deploys on weekends' --append policy.yaml",
      says: 'add to a policy and see what changes',
    },
  ],
  load: async () => (await import('../run/autopolicy.ts')).runAutopolicy,
};
