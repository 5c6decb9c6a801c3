import { describe, expect, it } from 'vitest';
import { scanTexts } from './scanning.ts';

const CLIENT = 'from openai import OpenAI\nclient = OpenAI()\n';
const CALL = 'client.chat.completions.create(model="gpt-5", messages=[])';

async function judged(
  text: string,
): Promise<{ reasons: readonly (string | undefined)[]; codes: readonly string[] }> {
  const outcome = await scanTexts({ 'reply.py': CLIENT + text });
  return {
    reasons: outcome.findings.map(({ suppression }) => suppression?.reason),
    codes: outcome.diagnostics.map(({ code }) => code),
  };
}

describe('a suppression', () => {
  it('at the end of the line covers the call on it', async () => {
    expect(await judged(`a = ${CALL}  # aegis-ignore AEG3001: reviewed in June\nb = ${CALL}\n`)).toEqual({
      reasons: ['reviewed in June', undefined],
      codes: [],
    });
  });

  it.each([
    [
      'first',
      `a = client.chat.completions.create(  # aegis-ignore AEG3001: fine\n    model="m",\n    messages=[],\n)\n`,
    ],
    [
      'last',
      `a = client.chat.completions.create(\n    model="m",\n    messages=[],\n)  # aegis-ignore AEG3001: fine\n`,
    ],
    [
      'callee’s last',
      `a = (client\n  .chat.completions\n  .create(  # aegis-ignore AEG3001: fine\n    model="m", messages=[],\n))\n`,
    ],
  ])('covers a call over several lines from its %s line', async (_, text) => {
    expect(await judged(text)).toEqual({ reasons: ['fine'], codes: [] });
  });

  it('on its own line covers the next statement, whatever comments stand between, and no other', async () => {
    const text = `# aegis-ignore AEG3001: fine\n\n# another comment\na = [\n    ${CALL},\n    ${CALL},\n]\nb = ${CALL}\n`;
    expect(await judged(text)).toEqual({ reasons: ['fine', 'fine', undefined], codes: [] });
  });

  it('above a function does not silence the function', async () => {
    expect(await judged(`# aegis-ignore AEG3001: fine\ndef reply():\n    return ${CALL}\n`)).toEqual({
      reasons: [undefined],
      codes: ['AEG3091'],
    });
  });

  it('needs a reason, and is honoured without one', async () => {
    for (const comment of [
      'aegis-ignore AEG3001',
      'aegis-ignore AEG3001:',
      'aegis-ignore AEG3001:   ',
      'aegis: ignore',
    ]) {
      expect(await judged(`a = ${CALL}  # ${comment}\n`)).toEqual({ reasons: [''], codes: ['AEG3090'] });
    }
  });

  it('must name a code of the scan', async () => {
    expect(await judged(`a = ${CALL}  # aegis-ignore: fine\n`)).toEqual({
      reasons: [undefined],
      codes: ['AEG3092'],
    });
    expect(await judged(`a = ${CALL}  # aegis-ignore AEG1004: fine\n`)).toEqual({
      reasons: [undefined],
      codes: ['AEG3092'],
    });
    expect(await judged(`a = ${CALL}  # aegis-ignore AEG3001, AEG1004: fine\n`)).toEqual({
      reasons: ['fine'],
      codes: ['AEG3092'],
    });
  });

  it('that covers nothing is reported, also in a file without AI and above a governed call only once it is needless', async () => {
    expect((await judged('a = 1  # aegis-ignore AEG3001: fine\n')).codes).toEqual(['AEG3091']);
    const outcome = await scanTexts({ 'cart.py': 'total = 0  # aegis-ignore AEG3001: old\n' });
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['AEG3091']);
    const gated = `a = client.chat.completions.create(tool_guard="ask")  # aegis-ignore AEG3001: fine\n`;
    expect((await judged(gated)).codes).toEqual([]);
  });

  it('is no suppression in a string', async () => {
    expect(await judged(`a = ${CALL}; b = "# aegis-ignore AEG3001: fine"\n`)).toEqual({
      reasons: [undefined],
      codes: [],
    });
  });

  it('ends soon on a file of nothing but suppressions', async () => {
    const outcome = await scanTexts({ 'reply.py': `# aegis-ignore AEG3001: x\n`.repeat(40_000) });
    expect(outcome.diagnostics).toHaveLength(40_000);
  });
});
