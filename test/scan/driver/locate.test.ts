import { describe, expect, it } from 'vitest';
import { discover } from '../../../src/scan/project/discover.ts';
import { createLocator, type Locate } from '../../../src/scan/project/locate-module.ts';
import { memoryFiles } from './scanning.ts';

function locator(texts: Readonly<Record<string, string>>): Locate {
  const files = memoryFiles('/project', texts);
  const extensions = new Set(['.ts', '.tsx', '.mts', '.js', '.jsx', '.mjs', '.py', '.pyi']);
  const discovery = discover({
    files,
    root: '/project',
    operands: [''],
    extensions,
    include: [],
    exclude: [],
  });
  return createLocator({
    files,
    root: '/project',
    discovery,
    isCatalogued: (name) => ['openai', 'agents', 'anthropic', '@sage/sdk'].includes(name),
  });
}

const empty = (...paths: string[]): Record<string, string> =>
  Object.fromEntries(paths.map((path) => [path, '']));

describe('a TypeScript import', () => {
  it('means the file with any extension, or the index of a folder', () => {
    const locate = locator(
      empty('web/chat.ts', 'web/clients/index.ts', 'web/view.tsx', 'web/old.js', 'web/clients.css'),
    );
    expect(locate('web/chat.ts', './view')).toBe('web/view.tsx');
    expect(locate('web/chat.ts', './clients')).toBe('web/clients/index.ts');
    expect(locate('web/chat.ts', './old.js')).toBe('web/old.js');
    expect(locate('web/clients/index.ts', '../chat')).toBe('web/chat.ts');
    expect(locate('web/clients/index.ts', '..')).toBeUndefined();
    expect(locate('web/clients/index.ts', '.')).toBe('web/clients/index.ts');
    expect(locate('web/chat.ts', './nothing')).toBeUndefined();
    expect(locate('web/chat.ts', '../../outside')).toBeUndefined();
  });

  it('means the source where it names the file that will be built', () => {
    const locate = locator(empty('web/a.ts', 'web/b.tsx', 'web/c.mts', 'web/d.js', 'web/d.ts'));
    expect(locate('web/a.ts', './b.js')).toBe('web/b.tsx');
    expect(locate('web/a.ts', './c.mjs')).toBe('web/c.mts');
    expect(locate('web/a.ts', './d.js')).toBe('web/d.ts');
    expect(locate('web/a.ts', './b.tsx')).toBe('web/b.tsx');
    expect(locate('web/a.ts', './d.ts?raw')).toBe('web/d.ts');
  });

  it('follows paths and baseUrl of the nearest tsconfig.json, written with comments and commas', () => {
    const locate = locator({
      'tsconfig.json':
        '{ // the web\n "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./web/*",], "models": ["web/lib/models.ts"] /* one */ } },\n}',
      'desk/tsconfig.json': '{ "compilerOptions": { "paths": { "~lib/*": ["./lib/*", "../web/lib/*"] } } }',
      ...empty('web/lib/models.ts', 'web/chat.ts', 'desk/lib/own.ts', 'desk/app.ts'),
    });
    expect(locate('web/chat.ts', '@/lib/models')).toBe('web/lib/models.ts');
    expect(locate('web/chat.ts', 'models')).toBe('web/lib/models.ts');
    expect(locate('web/chat.ts', 'web/lib/models')).toBe('web/lib/models.ts');
    expect(locate('desk/app.ts', '~lib/own')).toBe('desk/lib/own.ts');
    expect(locate('desk/app.ts', '~lib/models')).toBe('web/lib/models.ts');
    expect(locate('desk/app.ts', '@/lib/models')).toBeUndefined();
    expect(locate('web/chat.ts', 'openai')).toBeUndefined();
  });

  it('follows `extends` inside the project, and survives one that extends itself', () => {
    const locate = locator({
      'configs/base.json': '{ "compilerOptions": { "baseUrl": "../web", "paths": { "#lib/*": ["lib/*"] } } }',
      'web/tsconfig.json': '{ "extends": "../configs/base" }',
      'ring/tsconfig.json': '{ "extends": "./tsconfig.json" }',
      'broken/tsconfig.json': '{ "compilerOptions": ',
      ...empty('web/lib/models.ts', 'web/chat.ts', 'ring/a.ts', 'broken/a.ts'),
    });
    expect(locate('web/chat.ts', '#lib/models')).toBe('web/lib/models.ts');
    expect(locate('ring/a.ts', 'lib/models')).toBeUndefined();
    expect(locate('broken/a.ts', 'lib/models')).toBeUndefined();
  });

  it('means the sources of a package of the workspace, by its name', () => {
    const locate = locator({
      'packages/llm/package.json': JSON.stringify({
        name: '@orchard/llm',
        exports: {
          '.': { types: './dist/index.d.ts', import: './dist/index.js' },
          './tools/*': './dist/tools/*.js',
        },
      }),
      'packages/shop/package.json': JSON.stringify({ name: 'shop', main: 'lib/main.js' }),
      'packages/plain/package.json': JSON.stringify({ name: 'plain' }),
      ...empty(
        'packages/llm/src/index.ts',
        'packages/llm/src/tools/search.ts',
        'packages/shop/src/main.ts',
        'packages/plain/index.ts',
        'app/chat.ts',
      ),
    });
    expect(locate('app/chat.ts', '@orchard/llm')).toBe('packages/llm/src/index.ts');
    expect(locate('app/chat.ts', '@orchard/llm/tools/search')).toBe('packages/llm/src/tools/search.ts');
    expect(locate('app/chat.ts', 'shop')).toBe('packages/shop/src/main.ts');
    expect(locate('app/chat.ts', 'plain')).toBe('packages/plain/index.ts');
    expect(locate('app/chat.ts', 'openai')).toBeUndefined();
  });

  it('does not mean an SDK of the catalogue that the workspace publishes, except inside of it', () => {
    const locate = locator({
      'packages/sdk/package.json': JSON.stringify({ name: '@sage/sdk', version: '4.0.0' }),
      'packages/agents/package.json': JSON.stringify({ name: 'agents', version: '1.0.0', private: true }),
      ...empty(
        'packages/sdk/src/index.ts',
        'packages/sdk/src/chat.ts',
        'packages/agents/index.ts',
        'app/chat.ts',
      ),
    });
    expect(locate('app/chat.ts', '@sage/sdk')).toBeUndefined();
    expect(locate('app/chat.ts', '@sage/sdk/chat')).toBeUndefined();
    expect(locate('packages/sdk/src/chat.ts', '@sage/sdk')).toBe('packages/sdk/src/index.ts');
    expect(locate('app/chat.ts', 'agents')).toBe('packages/agents/index.ts');
  });

  it('follows a package’s own `#imports`, and `@/` where no tsconfig.json says what it is', () => {
    const locate = locator({
      'web/package.json': JSON.stringify({ name: 'web', imports: { '#clients/*': './src/clients/*.ts' } }),
      ...empty('web/src/clients/openai.ts', 'web/src/app.ts'),
    });
    expect(locate('web/src/app.ts', '#clients/openai')).toBe('web/src/clients/openai.ts');
    expect(locate('web/src/app.ts', '@/clients/openai')).toBe('web/src/clients/openai.ts');
  });
});

describe('a Python import', () => {
  it('means a module of the project: from the root, from src, from where packages lie', () => {
    const locate = locator(
      empty(
        'app.py',
        'worker/__init__.py',
        'worker/llm/__init__.py',
        'worker/llm/clients.py',
        'src/desk/__init__.py',
        'src/desk/reply.py',
        'services/pay/bill/__init__.py',
      ),
    );
    expect(locate('app.py', 'worker')).toBe('worker/__init__.py');
    expect(locate('app.py', 'worker.llm.clients')).toBe('worker/llm/clients.py');
    expect(locate('worker/llm/clients.py', 'desk.reply')).toBe('src/desk/reply.py');
    expect(locate('app.py', 'bill')).toBe('services/pay/bill/__init__.py');
    expect(locate('app.py', 'worker.nothing')).toBeUndefined();
    expect(locate('app.py', 'openai')).toBeUndefined();
  });

  it('counts the dots of a relative import from its own package', () => {
    const locate = locator(
      empty('worker/__init__.py', 'worker/llm/__init__.py', 'worker/llm/clients.py', 'worker/notify.py'),
    );
    expect(locate('worker/llm/clients.py', '.')).toBe('worker/llm/__init__.py');
    expect(locate('worker/llm/__init__.py', '.clients')).toBe('worker/llm/clients.py');
    expect(locate('worker/llm/clients.py', '..notify')).toBe('worker/notify.py');
    expect(locate('worker/llm/clients.py', '..')).toBe('worker/__init__.py');
    expect(locate('worker/llm/clients.py', '....notify')).toBeUndefined();
  });

  it('finds what lies beside a script, but not beside a module of a package', () => {
    const locate = locator(
      empty(
        'scripts/run.py',
        'scripts/helpers.py',
        'worker/__init__.py',
        'worker/openai.py',
        'worker/call.py',
      ),
    );
    expect(locate('scripts/run.py', 'helpers')).toBe('scripts/helpers.py');
    expect(locate('worker/call.py', 'openai')).toBeUndefined();
  });

  it('means another module where a script imports its own name, and the script for all beside it', () => {
    const files = empty('scripts/settings.py', 'scripts/run.py', 'settings.py');
    const askers = ['scripts/run.py', 'scripts/settings.py', 'scripts/run.py'];
    const found = ['scripts/settings.py', 'settings.py', 'scripts/settings.py'];
    const locate = locator(files);
    expect(askers.map((asker) => locate(asker, 'settings'))).toEqual(found);
    const afresh = locator(files);
    expect(askers.slice(1).map((asker) => afresh(asker, 'settings'))).toEqual(found.slice(1));
  });

  it('finds what lies beside or above a script in a package, after what its roots have', () => {
    const locate = locator(
      empty(
        'crews/stock/__init__.py',
        'crews/stock/main.py',
        'crews/stock/crew.py',
        'crews/stock/agents.py',
        'crews/stock/src/__init__.py',
        'crews/stock/src/graph.py',
        'crews/stock/src/state.py',
        'crews/trip/__init__.py',
        'crews/trip/crew.py',
        'other/src/__init__.py',
        'other/src/graph.py',
        'tools.py',
        'crews/stock/tools.py',
      ),
    );
    expect(locate('crews/stock/main.py', 'crew')).toBe('crews/stock/crew.py');
    expect(locate('crews/stock/main.py', 'src.graph')).toBe('crews/stock/src/graph.py');
    expect(locate('crews/stock/src/graph.py', 'src.state')).toBe('crews/stock/src/state.py');
    expect(locate('crews/stock/main.py', 'tools')).toBe('tools.py');
    expect(locate('crews/stock/main.py', 'agents')).toBeUndefined();
  });

  it('means the local package where it has the name of a catalogued one, unless that is only a folder', () => {
    const local = locator(empty('agents/__init__.py', 'agents/crew.py', 'main.py'));
    expect(local('main.py', 'agents')).toBe('agents/__init__.py');
    expect(local('main.py', 'agents.crew')).toBe('agents/crew.py');
    const folder = locator(empty('anthropic/types.py', 'tools/search.py', 'main.py'));
    expect(folder('main.py', 'anthropic.types')).toBeUndefined();
    expect(folder('main.py', 'tools.search')).toBe('tools/search.py');
  });

  it('does not take a catalogued package from another project in the tree', () => {
    const locate = locator(empty('examples/one/agents/__init__.py', 'examples/one/main.py', 'lib/run.py'));
    expect(locate('lib/run.py', 'agents')).toBeUndefined();
    expect(locate('examples/one/main.py', 'agents')).toBe('examples/one/agents/__init__.py');
  });
});
