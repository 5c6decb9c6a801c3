import { describe, expect, it } from 'vitest';
import type { ScanOutcome } from '../../../src/scan/index.ts';
import { scanTexts } from '../driver/scanning.ts';

const PYTHON = {
  'llm.py': `from openai import OpenAI
client = OpenAI()

def ask(question):
    return client.chat.completions.create(model="gpt-5", messages=[])
`,
  'desk.py': `from llm import ask

def reply(ticket):
    return ask(ticket)

def close(ticket):
    return [ask(line) for line in ticket]

reply("first")
`,
};
const TYPESCRIPT = {
  'llm.ts': `import OpenAI from 'openai';
const openai = new OpenAI();
export const ask = (questions: string[]) =>
  questions.map((question) => openai.chat.completions.create({ model: 'gpt-5', messages: [] }));
`,
  'desk.ts': "import { ask } from './llm';\nexport const reply = () => ask(['tides']);\n",
};

function reachedFrom({ findings }: ScanOutcome): readonly (readonly string[])[] {
  return findings.map((finding) =>
    (finding.reachedFrom ?? []).map(({ text, span }) => `${span.file}:${span.start.line} ${text}`),
  );
}

const scanned = (texts: Readonly<Record<string, string>>): Promise<ScanOutcome> =>
  scanTexts(texts, { options: { callers: true } });

describe('the calls that lead to an AI call', () => {
  it('are context of its one finding, the nearest first', async () => {
    expect(reachedFrom(await scanned(PYTHON))).toEqual([
      ['desk.py:4 ask(ticket)', 'desk.py:7 ask(line)', 'desk.py:9 reply("first")'],
    ]);
  });

  it('are found through the callback that the call stands in', async () => {
    expect(reachedFrom(await scanned(TYPESCRIPT))).toEqual([["desk.ts:2 ask(['tides'])"]]);
  });

  it('are looked for only when asked', async () => {
    expect(reachedFrom(await scanTexts(PYTHON))).toEqual([[]]);
  });

  it('end, where functions call each other, and are at most twelve', async () => {
    const circle = 'def even(n):\n    ask(n)\n    odd(n)\ndef odd(n):\n    even(n)\n';
    const many = Array.from({ length: 30 }, (_, index) => `ask(${index})\n`).join('');
    expect(reachedFrom(await scanned({ 'llm.py': `${PYTHON['llm.py']}${circle}` }))[0]).toHaveLength(3);
    expect(reachedFrom(await scanned({ 'llm.py': `${PYTHON['llm.py']}${many}` }))[0]).toHaveLength(12);
  });
});
