import { describe, expect, it } from 'vitest';
import { findSinks, type Project } from '../../../src/scan/resolve/index.ts';
import { frontEnds, shippedCatalog } from './project-in-folder.ts';

const catalog = shippedCatalog();

async function pythonProject(files: Readonly<Record<string, string>>): Promise<Project> {
  const python = (await frontEnds()).find(({ language }) => language === 'python');
  const modules = Object.entries(files).flatMap(([file, text]) => {
    const ir = python?.lower(file, text);
    return ir === undefined || 'unreadable' in ir ? [] : [ir];
  });
  const locate = (_: string, specifier: string): string | undefined =>
    modules.find(({ file }) => file === `${specifier}.py`)?.file;
  return { modules, locate };
}

const CALL = 'client.chat.completions.create(model="gpt-5", messages=[])';

describe('every project ends, and the same sinks come out', () => {
  it('for ten thousand calls in one file', async () => {
    const calls = Array.from({ length: 10_000 }, () => CALL).join('\n');
    const project = await pythonProject({
      'many.py': `from openai import OpenAI\nclient = OpenAI()\n${calls}\n`,
    });
    expect(findSinks(project, catalog)).toHaveLength(10_000);
  });

  it('for a name that is bound thousands of times', async () => {
    const rebound = Array.from({ length: 3_000 }, () => `client = OpenAI()\n${CALL}`).join('\n');
    const project = await pythonProject({ 'rebound.py': `from openai import OpenAI\n${rebound}\n` });
    expect(findSinks(project, catalog)).toHaveLength(3_000);
  });

  it('for functions that call each other in every way', async () => {
    const count = 60;
    const others = Array.from({ length: count }, (_, at) => `f${at}(client)`).join(', ');
    const functions = Array.from(
      { length: count },
      (_, at) => `def f${at}(client):\n    return [${others}]\n`,
    ).join('\n');
    const project = await pythonProject({
      'mesh.py': `from openai import OpenAI\n${functions}\ndef ask(client):\n    return ${CALL}\nask(OpenAI())\nf0(OpenAI())\n`,
    });
    expect(findSinks(project, catalog)).toHaveLength(1);
  });

  it('for a class whose field is made of itself', async () => {
    const project = await pythonProject({
      'node.py':
        'from openai import OpenAI\nclass Node:\n    def __init__(self, parent=None):\n        self.parent = parent or Node(self)\n' +
        '        self.client = self.parent.parent.client or OpenAI()\n    def ask(self):\n        return self.client.responses.create(model="gpt-5", input="")\n',
    });
    expect(findSinks(project, catalog)).toHaveLength(1);
  });

  it('for a long chain of calls', async () => {
    const chain = `OpenAI()${'.with_options(timeout=3)'.repeat(300)}`;
    const project = await pythonProject({
      'chain.py': `from openai import OpenAI\nclient = ${chain}\n${CALL}\n`,
    });
    expect(() => findSinks(project, catalog)).not.toThrow();
  });

  it('whatever order the modules come in', async () => {
    const project = await pythonProject({
      'clients.py': 'from openai import OpenAI\nfrom loop import again\nclient = again or OpenAI()\n',
      'loop.py': 'from clients import client\nagain = client\n' + CALL + '\n',
      'ask.py': 'from loop import again as client\n' + CALL + '\n',
      'use.py': 'from clients import client\n' + CALL + '\n',
    });
    const shown = (modules: Project['modules']): readonly string[] =>
      findSinks({ ...project, modules }, catalog)
        .map(({ file, call, confidence }) => `${file}:${call.start} ${confidence}`)
        .sort();
    const once = shown(project.modules);
    expect(once).toHaveLength(3);
    for (const at of project.modules.keys()) {
      const turned = [...project.modules.slice(at), ...project.modules.slice(0, at)];
      expect(shown(turned)).toEqual(once);
      expect(shown(turned.toReversed())).toEqual(once);
    }
  });
});
