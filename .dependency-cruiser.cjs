/**
 * The house, as one table: which room may import which rooms. Adding a room is one line here.
 * docs/architecture.md shows the same table; test/house/architecture.test.ts compares the two.
 */
const ROOMS = {
  // pure
  base: [],
  model: ['base'],
  automata: ['base'],
  policy: ['base', 'model', 'automata'],
  decision: ['base', 'model', 'automata', 'policy'],
  analysis: ['base', 'model', 'automata', 'policy', 'decision'],
  probe: ['base', 'model', 'policy', 'decision', 'analysis'],
  policytest: ['base', 'model', 'policy', 'decision', 'analysis'],
  autopolicy: ['base', 'model', 'policy', 'decision', 'analysis'],
  scan: ['base'],
  score: ['base', 'model', 'scan', 'probe'],
  starter: ['base'],
  audit: ['base', 'model'],
  hooks: ['base', 'model'],
  compliance: ['base', 'model', 'analysis', 'probe', 'audit'],
  reporters: [
    'base',
    'model',
    'policy',
    'decision',
    'analysis',
    'probe',
    'policytest',
    'scan',
    'score',
    'audit',
    'compliance',
  ],
  // edge
  platform: ['base', 'scan'],
  config: ['base', 'model', 'policy', 'scan'],
  store: ['base', 'audit'],
  // faces
  ui: ['base', 'model', 'audit', 'reporters'],
  cli: [
    'base',
    'model',
    'policy',
    'decision',
    'analysis',
    'probe',
    'policytest',
    'autopolicy',
    'scan',
    'score',
    'starter',
    'audit',
    'compliance',
    'hooks',
    'reporters',
    'platform',
    'config',
    'store',
    'ui',
  ],
};
const PURE = [
  'base',
  'model',
  'automata',
  'policy',
  'decision',
  'analysis',
  'probe',
  'policytest',
  'autopolicy',
  'scan',
  'score',
  'starter',
  'audit',
  'compliance',
  'hooks',
  'reporters',
];

/** Each heavy package has one home. */
const HOMES = {
  yaml: ['policy', 'config'],
  commander: ['cli'],
  'oxc-parser': ['scan/languages/typescript'],
  'web-tree-sitter': ['scan/languages/python'],
  ignore: ['scan'],
  'smol-toml': ['starter'],
  '@noble/hashes': ['base'],
  'better-sqlite3': ['store'],
  'fast-check': ['probe'],
  ink: ['ui'],
  react: ['ui'],
};

const roomRules = Object.entries(ROOMS).flatMap(([room, allowed]) => [
  {
    name: `${room}-may-not-import`,
    comment:
      `The room ${room} may import ${allowed.length === 0 ? 'no other room' : allowed.join(', ')}. ` +
      'If the value you need lives elsewhere, pass it in as a parameter; if the dependency is right, change the ' +
      'table in .dependency-cruiser.cjs and docs/architecture.md in the same commit.',
    severity: 'error',
    from: { path: `^src/${room}/` },
    to: { path: '^src/[^/]+/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
  },
  {
    name: `${room}-door`,
    comment: `Other rooms reach ${room} through its door src/${room}/index.ts only, so that its inside can change.`,
    severity: 'error',
    from: { path: '^src/([^/]+)/', pathNot: `^src/${room}/` },
    to: { path: `^src/${room}/`, pathNot: `^src/${room}/index\\.ts$` },
  },
  {
    name: `${room}-not-through-own-door`,
    comment:
      'Inside a room import the file that has the thing, not your own door: doors inside a room make cycles.',
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: `^src/${room}/index\\.ts$` },
    to: { path: `^src/${room}/index\\.ts$` },
  },
]);

const homeRules = Object.entries(HOMES).map(([name, homes]) => ({
  name: `home-of-${name.replace(/[^a-z]/g, '-')}`,
  comment: `The package ${name} has its home in ${homes.join(' and ')}; elsewhere use what that room offers.`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/(${homes.join('|')})/` },
  to: { path: `node_modules/${name}/` },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    ...homeRules,
    {
      name: 'pure-rooms-do-no-io',
      comment:
        'Pure rooms take values and give values. Files, clock, randomness and processes come in through the ports in base.',
      severity: 'error',
      from: { path: `^src/(${PURE.join('|')})/` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'front-ends-are-strangers',
      comment: 'The two language front-ends share the IR (src/scan/ir.ts), never each other.',
      severity: 'error',
      from: { path: '^src/scan/languages/([^/]+)/' },
      to: { path: '^src/scan/languages/', pathNot: '^src/scan/languages/$1/' },
    },
    {
      name: 'no-cycles',
      comment: 'Data flows one way. Move the shared part below both files.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-dev-dependency-unbundled',
      comment: 'bin/ is shipped as it is, so it may only reach dist and Node.',
      severity: 'error',
      from: { path: '^bin/' },
      to: { pathNot: '^dist/cli/main\\.js$', dependencyTypesNot: ['core'] },
    },
    {
      name: 'nobody-knows-the-cli',
      comment: 'The command line is a face: nothing may depend on it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'reachable-from-a-door',
      comment: 'A file that no door of the package reaches is dead: delete it.',
      severity: 'error',
      from: { path: '^src/(index|browser|cli/main|cli/scan-worker)\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(index|browser|cli/main|cli/scan-worker)\\.ts$', reachable: false },
    },
    {
      name: 'unresolvable',
      comment: 'An import that resolves to nothing breaks the build on another machine.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|^dist' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
