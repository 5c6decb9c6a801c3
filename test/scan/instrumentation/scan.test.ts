import { describe, expect, it } from 'vitest';
import type { ScanOutcome } from '../../../src/scan/index.ts';
import { shippedCatalog } from '../resolve/project-in-folder.ts';
import { scanTexts } from '../driver/scanning.ts';

const CALL =
  'from openai import OpenAI\n\ndef ask():\n    OpenAI().responses.create(model="gpt-5", input="tides")\n';
const texts = {
  'main.py': 'import aegis\nfrom ask import ask\naegis.auto_instrument()\nask()\n',
  'script.py': 'from ask import ask\nask()\n',
  'ask.py': CALL,
};
const catalog = shippedCatalog();

function states({ findings }: ScanOutcome): readonly string[] {
  return findings.map(({ span, governance }) =>
    'by' in governance
      ? `${span.file} by ${governance.by} at ${governance.at.file}:${governance.at.start.line}`
      : `${span.file} ${governance.state}`,
  );
}

describe('instrumentation', () => {
  it('governs what a program reaches that switches it on, and says where', async () => {
    expect(states(await scanTexts(texts, { catalog }))).toEqual(['ask.py by auto_instrument at main.py:3']);
  });

  it('governs by whatever name it was imported', async () => {
    const renamed = 'from aegis import auto_instrument as watch\nfrom ask import ask\nwatch()\nask()\n';
    const outcome = await scanTexts({ 'main.py': renamed, 'ask.py': CALL }, { catalog });
    expect(states(outcome)).toEqual(['ask.py by auto_instrument at main.py:3']);
  });

  it('governs nothing where a named program reaches the call without it', async () => {
    const entries = (...names: string[]): Promise<ScanOutcome> =>
      scanTexts(texts, { catalog, options: { entries: names.map((name) => `/project/${name}`) } });
    expect(states(await entries('main.py'))).toEqual(['ask.py by auto_instrument at main.py:3']);
    expect(states(await entries('main.py', 'script.py'))).toEqual(['ask.py ungoverned']);
    expect(states(await entries('script.py'))).toEqual(['ask.py ungoverned']);
  });

  it('is switched on by the command that starts the program', async () => {
    const started = { 'ask.py': `${CALL}ask()\n`, Procfile: 'web: AEGIS_INSTRUMENT=1 python ask.py\n' };
    expect(states(await scanTexts(started, { catalog }))).toEqual([
      'ask.py by `AEGIS_INSTRUMENT` at Procfile:1',
    ]);
  });

  it('is present and not yet effective for TypeScript', async () => {
    const main = `import { autoInstrument } from 'agent-aegis';
import OpenAI from 'openai';
autoInstrument();
await new OpenAI().responses.create({ model: 'gpt-5', input: 'tides' });
`;
    const { findings } = await scanTexts({ 'main.ts': main }, { catalog });
    expect(findings.map(({ governance }) => governance)).toMatchObject([
      { state: 'ungoverned', ineffective: { by: 'autoInstrument', at: { start: { line: 3 } } } },
    ]);
  });

  it('of the main block counts only where the module is the program', async () => {
    const outcome = await scanTexts(
      {
        'main.py': 'from tool import ask\nask()\n',
        'tool.py': `import aegis\n${CALL}\nif __name__ == "__main__":\n    aegis.init()\n    ask()\n`,
      },
      { catalog, options: { entries: ['/project/main.py'] } },
    );
    expect(states(outcome)).toEqual(['tool.py ungoverned']);
  });
});
