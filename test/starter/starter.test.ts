import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseTemplate,
  composeAegisYaml,
  findTemplate,
  readProjectFacts,
  reasons,
  type Choice,
  type Template,
} from '../../src/starter/index.ts';
import { loadPolicy, readDocument } from '../../src/policy/index.ts';
import { memoryFiles } from './memory-files.ts';

const templates = JSON.parse(readFileSync('templates/templates.json', 'utf8')) as Template[];

function choose(tree: Readonly<Record<string, string | null>>): Choice {
  const choice = chooseTemplate(templates, readProjectFacts(memoryFiles(tree), 'shop'));
  if (choice === undefined) throw new Error('no template at all');
  return choice;
}

const packageJson = (dependencies: Record<string, string>, name = 'assistant'): string =>
  JSON.stringify({ name, dependencies });

describe('the choice of a template', () => {
  it('follows the packages of a package.json', () => {
    const choice = choose({
      'shop/package.json': packageJson({ '@hubspot/api-client': '^13.0.0', openai: '^6.0.0' }),
    });
    expect(choice.template.name).toBe('crm');
    expect(reasons(choice)).toEqual(['Seen: package @hubspot/api-client in package.json']);
  });

  it('follows a pyproject.toml, in both of its dialects', () => {
    const pep621 =
      '[project]\nname = "watcher"\ndependencies = ["Kubernetes>=31 ; python_version > \'3.10\'", "openai"]\n';
    const poetry =
      '[tool.poetry]\nname = "watcher"\n[tool.poetry.dependencies]\npython = "^3.12"\nparamiko = "^3.5"\n';
    expect(choose({ 'shop/pyproject.toml': pep621 }).template.name).toBe('devops');
    expect(choose({ 'shop/pyproject.toml': poetry }).template.name).toBe('devops');
  });

  it('follows requirements files, with extras, options and comments in them', () => {
    const text = '# pinned\n-r base.txt\nPyGithub[integrations]==2.5.0  # issues\nopenai\n';
    expect(choose({ 'shop/services/requirements-dev.txt': text }).template.name).toBe('code');
  });

  it('follows names of folders and files when no package speaks', () => {
    const choice = choose({ 'shop/src/deals/contactSync.ts': '', 'shop/src/index.ts': '' });
    expect(choice.template.name).toBe('crm');
    expect(reasons(choice)).toContain('Seen: the word "deals" in src/deals/');
  });

  it('follows what the code imports', () => {
    const imports = [{ module: 'simple-git', file: 'src/agent.ts' }];
    const facts = readProjectFacts(memoryFiles({ 'shop/README.md': '' }), 'shop', imports);
    expect(chooseTemplate(templates, facts)?.template.name).toBe('code');
  });

  it('names nothing when nothing was seen, and takes the first', () => {
    const choice = choose({ 'shop/notes.txt': 'crm' });
    expect(choice.evidence).toEqual([]);
    expect(choice.template).toBe(templates[0]);
  });

  it('does not look into dependencies, virtual environments and hidden folders', () => {
    const tree = {
      'shop/node_modules/jsforce/package.json': packageJson({ jsforce: '3' }, 'crm'),
      'shop/.venv/lib/crm/x.py': '',
      'shop/package.json': packageJson({ dockerode: '^4.0.0' }),
    };
    expect(choose(tree).template.name).toBe('devops');
  });

  it('does not depend on the order in which files are listed', () => {
    const files: [string, string][] = [
      ['shop/a/package.json', packageJson({ jsforce: '3' })],
      ['shop/b/package.json', packageJson({ dockerode: '4' })],
      ['shop/c/requirements.txt', 'kubernetes\nparamiko\n'],
      ['shop/deals/list.ts', ''],
    ];
    const expected = choose(Object.fromEntries(files));
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
        expect(choose(Object.fromEntries(shuffled))).toEqual(expected);
      }),
    );
  });
});

describe('manifests that cannot be read', () => {
  it('are named with the reason, and stop nothing', () => {
    const facts = readProjectFacts(
      memoryFiles({
        'shop/package.json': '{ "dependencies": ',
        'shop/api/pyproject.toml': '[project\n',
        'shop/bot/package.json': null,
        'shop/web/package.json': packageJson({ jsforce: '3' }),
      }),
      'shop',
    );
    expect(facts.manifests).toEqual(['web/package.json']);
    expect(facts.unreadable.map(({ file }) => file)).toEqual([
      'api/pyproject.toml',
      'bot/package.json',
      'package.json',
    ]);
    expect(facts.unreadable[1]?.why).toBe('no-permission');
  });

  it('never throw, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('package.json', 'pyproject.toml', 'requirements.txt'),
        fc.string(),
        (name, text) => {
          const mutated = memoryFiles({
            [`shop/${name}`]: text,
            'shop/b/package.json': JSON.stringify(JSON.stringify(text)),
          });
          expect(() => readProjectFacts(mutated, 'shop')).not.toThrow();
        },
      ),
    );
  });
});

describe('the composed aegis.yaml', () => {
  it.each(templates.map((template) => [template.name, template] as const))(
    'from `%s` loads without a problem',
    (_, template) => {
      const policy = readFileSync(`templates/${template.file}`, 'utf8');
      const fact = { kind: 'word', value: 'crm', from: 'evil\nrules: []\n' } as const;
      const text = composeAegisYaml({ template, evidence: [fact] }, policy, './aegis.schema.json');
      expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./aegis.schema.json');
      const document = readDocument('aegis.yaml', new TextEncoder().encode(text));
      if (!document.ok) throw new Error(JSON.stringify(document.error));
      const bare = readDocument('policy.yaml', new TextEncoder().encode(policy));
      if (!bare.ok) throw new Error(JSON.stringify(bare.error));
      const [wrapped, plain] = [loadPolicy(document.value), loadPolicy(bare.value)];
      expect(wrapped.ok ? [] : wrapped.error).toEqual([]);
      if (!wrapped.ok || !plain.ok) throw new Error('one of them did not load');
      expect(JSON.stringify(wrapped.value).includes(JSON.stringify('evil'))).toBe(false);
    },
  );
});

describe('findTemplate', () => {
  it.each(['crm', 'CRM', 'crm-agent', 'crm_agent'])('takes `%s` for crm', (name) => {
    expect(findTemplate(templates, name)?.name).toBe('crm');
  });

  it('knows no other', () => {
    expect(findTemplate(templates, 'crmx')).toBeUndefined();
  });
});
