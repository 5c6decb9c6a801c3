import { describe, expect, it } from 'vitest';
import { runAegis } from './run-aegis.ts';

const files = {
  'desk/main.py': 'import aegis\nfrom ask import ask\naegis.auto_instrument()\nask()\n',
  'desk/script.py': 'from ask import ask\nask()\n',
  'desk/ask.py':
    'from openai import OpenAI\n\ndef ask():\n    OpenAI().responses.create(model="gpt-5", input="tides")\n',
};
const naming = (entry: string): Record<string, string> => ({
  ...files,
  'desk/aegis.yaml': `scan:\n  entry: ${entry}\n`,
});

describe('scan.entry', () => {
  it('names the programs that count, from the folder of aegis.yaml', async () => {
    const scan = ['scan', '--format', 'compact', '--config', 'desk/aegis.yaml'];
    const one = await runAegis(scan, { files: naming('main.py') });
    expect(one.stdout).toContain('1 AI call: 1 governed');
    const both = await runAegis(scan, { files: naming('[main.py, script.py]') });
    expect(both.stdout).toContain('1 AI call: 1 ungoverned');
  });

  it('gives way to --entry', async () => {
    const ran = await runAegis(
      ['scan', '--format', 'compact', '--config', 'desk/aegis.yaml', '--entry', 'desk/script.py'],
      { files: naming('main.py') },
    );
    expect(ran.stdout).toContain('1 AI call: 1 ungoverned');
  });

  it('says which program does not exist', async () => {
    const ran = await runAegis(['scan', '--config', 'desk/aegis.yaml'], { files: naming('gone.py') });
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('desk/gone.py');
  });
});
