import { describe, expect, test } from 'vitest';
import { FORBIDDEN } from './memory-platform.ts';
import { runAegis } from './run-aegis.ts';

const CRM = { 'package.json': JSON.stringify({ name: 'desk', dependencies: { jsforce: '^3.0.0' } }) };

describe('aegis init', () => {
  test('says what it saw, writes a policy and its schema, and says what to do next', async () => {
    const ran = await runAegis(['init'], { files: CRM });
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toBe('Seen: package jsforce in package.json\n');
    expect(ran.stdout).toContain('wrote aegis.yaml, aegis.schema.json and aegis.test.yaml\n');
    expect(ran.stdout).toContain('\n  aegis validate\n');
    const text = ran.machine.written.get('/work/aegis.yaml') ?? '';
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./aegis.schema.json');
    expect(text).toContain('template `crm`');
    expect(JSON.parse(ran.machine.written.get('/work/aegis.schema.json') ?? '')).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
    });
    expect(ran.machine.open.size).toBe(0);
  });

  test('knows a project by what its code imports, too', async () => {
    const files = { 'agent/main.py': 'from kubernetes import client\nimport os\n', 'README.md': '' };
    const ran = await runAegis(['init', '--dry-run'], { files });
    expect(ran.stdout).toContain('template `devops`');
    expect(ran.stderr).toBe('Seen: package kubernetes in agent/main.py\n');
  });

  test('writes what validate accepts and what decides as the template promises', async () => {
    const { machine } = await runAegis(['init', '--template', 'crm'], { files: CRM });
    const files = Object.fromEntries([...machine.written].map(([path, text]) => [path.slice(6), text]));
    expect((await runAegis(['validate', '--fail-on', 'warning'], { files })).exitCode).toBe(0);
    expect((await runAegis(['fmt', '--check'], { files })).exitCode).toBe(0);
    for (const [action, approval] of [
      ['BulkDeleteContacts:crm', 'block'],
      ['readContact:crm', 'auto'],
      ['export_contacts:crm', 'approve'],
    ] as const) {
      expect((await runAegis(['simulate', action, '--expect', approval], { files })).exitCode).toBe(0);
    }
  });

  test.each([
    'code',
    'crm',
    'financial',
    'browser',
    'data-pipeline',
    'devops',
    'healthcare',
    'ecommerce',
    'support',
  ])('writes tests that pass for --template %s', async (name) => {
    const { machine } = await runAegis(['init', '--template', name], { files: CRM });
    const files = Object.fromEntries([...machine.written].map(([path, text]) => [path.slice(6), text]));
    expect(Object.keys(files)).toContain('aegis.test.yaml');
    const ran = await runAegis(['test'], { files });
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(ran.stdout).toContain('aegis.test.yaml');
  });

  test('leaves tests that exist as they are, whatever is forced', async () => {
    const files = { ...CRM, 'aegis.test.yaml': 'tests: []', 'aegis.yaml': 'mine' };
    const ran = await runAegis(['init', '--force'], { files });
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('left aegis.test.yaml as it is\n');
    expect(ran.stdout).toContain('wrote aegis.yaml and aegis.schema.json\n');
    expect(ran.machine.written.has('/work/aegis.test.yaml')).toBe(false);
  });

  test.each(['code', 'devops', 'crm-agent', 'financial-agent', 'data-pipeline', 'Support'])(
    'takes --template %s without looking',
    async (name) => {
      const ran = await runAegis(['init', '--template', name, '--dry-run'], { files: CRM });
      expect(ran.exitCode).toBe(0);
      expect(ran.stdout).toContain(`template \`${name.toLowerCase().replace('-agent', '')}\``);
      expect(ran.stderr).toBe('');
      expect(ran.machine.written.size).toBe(0);
    },
  );

  test('says so when nothing speaks for a template', async () => {
    const ran = await runAegis(['init', '--dry-run'], { files: { 'notes.txt': '' } });
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('this is only a start');
  });

  test('lists the templates', async () => {
    const ran = await runAegis(['init', '--list']);
    expect(ran.stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'code',
      'crm',
      'devops',
      'financial',
      'browser',
      'data-pipeline',
      'healthcare',
      'ecommerce',
      'support',
      '',
    ]);
  });

  test('never overwrites: both files are looked at before one is written', async () => {
    for (const taken of ['aegis.yaml', 'aegis.schema.json']) {
      const ran = await runAegis(['init'], { files: { ...CRM, [taken]: 'mine' } });
      expect(ran.exitCode).toBe(2);
      expect(ran.stderr).toContain(`error[AEG9021]: \`${taken}\` exists`);
      expect(ran.machine.written.size).toBe(0);
    }
    const forced = await runAegis(['init', '--force'], { files: { ...CRM, 'aegis.yaml': 'mine' } });
    expect(forced.exitCode).toBe(0);
    expect(forced.machine.written.get('/work/aegis.yaml')).toContain('policy:');
  });

  test('does not mind its own schema beside a new name', async () => {
    const first = await runAegis(['init'], { files: CRM });
    const files = { ...CRM, 'aegis.schema.json': first.machine.written.get('/work/aegis.schema.json') ?? '' };
    expect((await runAegis(['init'], { files })).exitCode).toBe(0);
  });

  test('writes elsewhere with --output, and says which file to validate', async () => {
    const files = { ...CRM, 'ops/notes.md': '' };
    const ran = await runAegis(['init', '--output', 'ops/agent.yaml'], { files });
    expect([...ran.machine.written.keys()]).toEqual([
      '/work/ops/agent.yaml',
      '/work/ops/aegis.schema.json',
      '/work/ops/agent.test.yaml',
    ]);
    expect(ran.stdout).toContain('  aegis validate ops/agent.yaml\n  aegis test ops/agent.yaml\n');
    expect((await runAegis(['init', '--output', 'none/agent.yaml'], { files })).exitCode).toBe(2);
  });

  test('suggests the nearest template', async () => {
    const ran = await runAegis(['init', '--template', 'devop']);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('did you mean `devops`?');
  });

  test('names a manifest that it could not read, and goes on', async () => {
    const files = { 'package.json': FORBIDDEN, 'api/pyproject.toml': '[project', 'deals/list.py': '' };
    const ran = await runAegis(['init'], { files });
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('passed over package.json: ');
    expect(ran.stderr).toContain('passed over api/pyproject.toml: ');
  });

  test('refuses what is not a folder', async () => {
    const ran = await runAegis(['init', 'package.json'], { files: CRM });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('AEG9016');
  });
});
