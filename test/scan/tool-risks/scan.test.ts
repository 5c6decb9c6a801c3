import { describe, expect, it } from 'vitest';
import type { ScanOutcome } from '../../../src/scan/index.ts';
import { scanTexts } from '../driver/scanning.ts';

const HEAD = 'import subprocess\nfrom agents import function_tool\n';
const TOOL = '@function_tool\ndef run(command: str):\n    return subprocess.run(command, shell=True)\n';

function brief({ toolRisks }: ScanOutcome): readonly string[] {
  return toolRisks.map(
    ({ code, span, governance, suppression, isBaselined }) =>
      `${code} ${span.file}:${span.start.line} ${suppression === undefined ? governance.state : 'suppressed'}${isBaselined === true ? ', known' : ''}`,
  );
}

describe('a scan for tool risks', () => {
  it('finds them beside the AI calls and does not count them as such', async () => {
    const outcome = await scanTexts({ 'desk.py': HEAD + TOOL });
    expect(brief(outcome)).toEqual(['AEG3020 desk.py:5 ungoverned']);
    expect(outcome.findings).toEqual([]);
  });

  it('reports them where the call stands, also in another file than the tool', async () => {
    const texts = {
      'desk.py':
        'from agents import function_tool\nfrom shell import line\n@function_tool\ndef run(command: str):\n    line(command)\n',
      'shell.py': 'import os\ndef line(text):\n    os.system(text)\n',
    };
    const outcome = await scanTexts(texts);
    expect(brief(outcome)).toEqual(['AEG3020 shell.py:3 ungoverned']);
    expect(outcome.toolRisks[0]?.trace.map(({ span }) => `${span.file}:${span.start.line}`)).toEqual([
      'shell.py:3',
      'desk.py:5',
      'desk.py:3',
    ]);
    expect(brief(await scanTexts(texts, { named: ['desk.py'] }))).toEqual([]);
  });

  it('takes a suppression of their code, and of no other', async () => {
    const suppressed = TOOL.replace('    return', '    # aegis-ignore AEG3020: a closed network\n    return');
    expect(brief(await scanTexts({ 'desk.py': HEAD + suppressed }))).toEqual([
      'AEG3020 desk.py:6 suppressed',
    ]);
    const wrong = await scanTexts({ 'desk.py': HEAD + suppressed.replace('AEG3020', 'AEG3021') });
    expect(brief(wrong)).toEqual(['AEG3020 desk.py:6 ungoverned']);
    expect(wrong.diagnostics.map(({ code }) => code)).toEqual(['AEG3091']);
  });

  it('knows them again in a baseline when lines move', async () => {
    const { baseline } = await scanTexts({ 'desk.py': HEAD + TOOL });
    const moved = await scanTexts({ 'desk.py': `${HEAD}\n\n${TOOL}` }, { baseline: baseline.next });
    expect(brief(moved)).toEqual(['AEG3020 desk.py:7 ungoverned, known']);
    expect(moved.baseline.stale).toEqual([]);
  });

  it('counts no gate but Aegis when it is strict', async () => {
    const gated = TOOL.replace('@function_tool', '@function_tool(needs_approval=True)');
    expect(brief(await scanTexts({ 'desk.py': HEAD + gated }))).toEqual([
      'AEG3020 desk.py:5 governed-elsewhere',
    ]);
    expect(brief(await scanTexts({ 'desk.py': HEAD + gated }, { options: { strict: true } }))).toEqual([
      'AEG3020 desk.py:5 ungoverned',
    ]);
  });

  it('takes those in tests as such', async () => {
    expect(brief(await scanTexts({ 'tests/test_desk.py': HEAD + TOOL }))).toEqual([
      'AEG3020 tests/test_desk.py:5 test',
    ]);
  });
});
