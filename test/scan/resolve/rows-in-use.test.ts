import { describe, expect, it } from 'vitest';
import { findSinks } from '../../../src/scan/resolve/index.ts';
import { frontEnds, shippedCatalog } from './project-in-folder.ts';

const catalog = shippedCatalog();

async function foundIn(file: string, text: string): Promise<readonly string[]> {
  const ends = await frontEnds();
  const end = ends.find(({ extensions }) => extensions.includes(file.slice(file.lastIndexOf('.'))));
  const ir = end?.lower(file, text);
  if (ir === undefined || 'unreadable' in ir) throw new Error(`cannot read ${file}`);
  const project = { modules: [ir], locate: () => undefined };
  return findSinks(project, catalog).map(({ sdk, confidence }) => `${sdk} ${confidence}`);
}

/** A name that many packages have, so that only the import tells. */
const PY_CALL = ".ChatOpenAI().invoke('tides')";
const TS_CALL = "ChatOpenAI().invoke('tides')";

describe('a call of a package is found however the package is imported', () => {
  it.each([
    ['by name', `import langchain_openai\nlangchain_openai${PY_CALL}`],
    [
      'by a name at run time',
      `from importlib import import_module\nimport_module('langchain_openai')${PY_CALL}`,
    ],
    [
      'by a name that is handed on',
      `def load(name):\n    return __import__(name)\nload('langchain_openai')${PY_CALL}`,
    ],
    [
      'by another name of the function',
      `from importlib import import_module as load\nload('langchain_openai')${PY_CALL}`,
    ],
    ['from a package above its module', `import langchain\nlangchain.chat_models${PY_CALL}`],
    ['from a module inside it', `from langchain_openai.chat_models import base\nbase${PY_CALL}`],
  ])('%s, in Python', async (_, text) => {
    expect(await foundIn('a.py', `${text}\n`)).toEqual(['langchain resolved']);
  });

  it.each([
    ['by name', `import { ChatOpenAI } from '@langchain/openai';\nnew ${TS_CALL};`],
    [
      'in the middle of an expression',
      `const chat = new (require('@langchain/openai').ChatOpenAI)();\nchat.invoke('tides');`,
    ],
    ['late', `const { ChatOpenAI } = await import('@langchain/openai');\nnew ${TS_CALL};`],
  ])('%s, in TypeScript', async (_, text) => {
    expect(await foundIn('a.ts', text)).toEqual(['langchain resolved']);
  });
});

describe('a module need not be imported by its own name', () => {
  it.each([
    [
      'what holds it',
      "import google\ngoogle.genai.Client().chats.create(model='m').send_message('tides')",
      'google-genai',
    ],
    ['what lies inside it', "from ollama._client import Client\nClient().chat(model='m')", 'ollama'],
  ])('but %s', async (_, text, sdk) => {
    expect(await foundIn('a.py', `${text}\n`)).toEqual([`${sdk} resolved`]);
  });
});

describe('where no package of the catalogue is imported', () => {
  it('a call is told by its shape alone', async () => {
    const text =
      'def ask(client, box):\n    box.run(client)\n    client.chat.completions.create(model="gpt-5", messages=[])\n';
    expect(await foundIn('a.py', text)).toEqual(['openai heuristic']);
  });
});
