import { describe, expect, it } from 'vitest';
import { scanTexts } from './scanning.ts';

const PYTHON = 'from openai import OpenAI\nclient = OpenAI()\n';
const call = (options: string): string =>
  `${PYTHON}client.chat.completions.create(${options}, messages=[])\n`;

async function models(file: string, text: string): Promise<readonly string[] | undefined> {
  const { findings } = await scanTexts({ [file]: text });
  expect(findings).toHaveLength(1);
  return findings[0]?.models;
}

describe('the models that a call names', () => {
  it.each([
    ['a constant', call('model="gpt-5"'), ['gpt-5']],
    ['a constant elsewhere', `MODEL = "gpt-5"\n${call('model=MODEL')}`, ['gpt-5']],
    [
      'one of several',
      `import sys\n${call('model="gpt-5" if sys.argv else "gpt-5-mini"')}`,
      ['gpt-5', 'gpt-5-mini'],
    ],
    ['in options', `options = {"model": "gpt-5"}\n${call('**options')}`, ['gpt-5']],
    [
      'where its client was made',
      PYTHON.replace('OpenAI()', 'OpenAI(azure_deployment="desk")') +
        'client.chat.completions.create(messages=[])\n',
      ['desk'],
    ],
    ['not known before it runs', `import os\n${call('model=os.environ["MODEL"]')}`, undefined],
    ['a sentence', call('model="the best one there is"'), undefined],
    ['a key', call('model="sk-abcdefghijklmnop"'), undefined],
  ])('in Python: %s', async (_, text, expected) => {
    expect(await models('desk.py', text)).toEqual(expected);
  });

  it('in TypeScript, also as what the model was made from', async () => {
    const text = `import OpenAI from 'openai';
const client = new OpenAI();
const model = 'gpt-5';
client.chat.completions.create({ model, messages: [] });
`;
    expect(await models('desk.ts', text)).toEqual(['gpt-5']);
  });

  it('in the body of a request', async () => {
    const text =
      'import requests\nrequests.post("https://api.openai.com/v1/chat/completions", json={"model": "gpt-5", "messages": []})\n';
    expect(await models('desk.py', text)).toEqual(['gpt-5']);
  });
});
