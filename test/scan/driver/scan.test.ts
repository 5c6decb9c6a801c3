import { describe, expect, it } from 'vitest';
import { brief, fixture, scanFolder, scanTexts } from './scanning.ts';

const CLIENT = 'from openai import OpenAI\nclient = OpenAI()\n';
const CALL = 'client.chat.completions.create(model="gpt-5", messages=[])';

describe('a scan of a project', () => {
  it('says of each call where it stands and what governs it', async () => {
    const outcome = await scanFolder(fixture('helpdesk'));
    expect(brief(outcome)).toEqual([
      'desk/broken.py:4 client.chat.completions.create ungoverned',
      'desk/refunds.py:5 client.chat.completions.create governed-elsewhere',
      'desk/refunds.py:15 client.chat.completions.create suppressed',
      'desk/reply.py:11 client.chat.completions.create ungoverned',
      'desk/reply.py:19 client.chat.completions.create suppressed',
      'desk/reply.py:24 client.chat.completions.create ungoverned',
      'desk/status.py:6 httpx.post ungoverned',
      'desk/tests/test_reply.py:5 client.chat.completions.create test',
    ]);
  });

  it('accounts for every file', async () => {
    const { files } = await scanFolder(fixture('helpdesk'));
    expect(files).toEqual({
      considered: 8,
      read: 6,
      partlyRead: [{ file: 'desk/broken.py', why: 'syntax errors' }],
      skipped: [{ file: 'desk/notes.py', why: 'not UTF-8 text' }],
      ignored: { '.gitignore': 1, 'virtual environment': 1 },
    });
  });

  it('reads a page that takes its client from the state of the session, and no such page without one', async () => {
    const page = `import streamlit as st\nst.session_state.${CALL}\n`;
    const home = `import streamlit as st\n${CLIENT}st.session_state.client = client\n`;
    expect(brief(await scanTexts({ 'home.py': home, 'pages/ask.py': page }))).toEqual([
      'pages/ask.py:2 st.session_state.client.chat.completions.create ungoverned',
    ]);
    expect(brief(await scanTexts({ 'pages/ask.py': page }))).toEqual([]);
  });

  it('gives the same report twice', async () => {
    const [first, second] = [await scanFolder(fixture('helpdesk')), await scanFolder(fixture('helpdesk'))];
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
  });

  it('reports a named file only, and still resolves its names over the project', async () => {
    const outcome = await scanFolder(fixture('helpdesk'), ['desk/refunds.py']);
    expect(brief(outcome)).toEqual([
      'desk/refunds.py:5 client.chat.completions.create governed-elsewhere',
      'desk/refunds.py:15 client.chat.completions.create suppressed',
    ]);
    expect(outcome.files).toEqual({ considered: 1, read: 1, partlyRead: [], skipped: [], ignored: {} });
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['AEG3091', 'AEG3090']);
  });

  it('takes several files and folders, and counts a file that lies in two of them once', async () => {
    const outcome = await scanFolder(fixture('helpdesk'), [
      'desk/tests',
      'desk/status.py',
      'desk/tests/test_reply.py',
    ]);
    expect(brief(outcome)).toHaveLength(2);
    expect(outcome.files.considered).toBe(2);
  });

  it('reads a named file that an ignore rule passes over', async () => {
    const outcome = await scanFolder(fixture('helpdesk'), ['legacy/old.py']);
    expect(brief(outcome)).toEqual(['legacy/old.py:1 openai.OpenAI().chat.completions.create ungoverned']);
  });

  it('does not count a gate of the framework when only Aegis may govern', async () => {
    const outcome = await scanFolder(fixture('helpdesk'), ['desk/refunds.py'], { options: { strict: true } });
    expect(outcome.findings[0]?.governance).toEqual({ state: 'ungoverned' });
  });

  it('shows paths from the folder the user stands in', async () => {
    const root = fixture('helpdesk');
    const shownFrom = async (folder: string): Promise<string | undefined> =>
      (await scanFolder(root, ['desk/status.py'], { shownFrom: folder })).findings[0]?.span.file;
    expect(await shownFrom(fixture(''))).toBe('helpdesk/desk/status.py');
    expect(await shownFrom(root)).toBe('desk/status.py');
    expect(await shownFrom(`${root}/desk`)).toBe('status.py');
    expect(await shownFrom(`${root}/desk/tests`)).toBe('../status.py');
    expect(await shownFrom('/elsewhere')).toBe('desk/status.py');
  });

  it('hides what is only guessed, and counts it', async () => {
    const texts = {
      'a.py': `import openai\ndef ask(anything):\n    return anything.chat.completions.create(model="m", messages=[])\n`,
    };
    const shown = await scanTexts(texts);
    const all = await scanTexts(texts, { options: { minConfidence: 'heuristic' } });
    const sure = await scanTexts(texts, { options: { minConfidence: 'resolved' } });
    expect(all.findings).toHaveLength(1);
    expect(all.belowConfidence).toBe(0);
    expect(shown.findings.length + (shown.belowConfidence ?? 0)).toBe(1);
    expect([sure.findings.length, sure.belowConfidence]).toEqual([0, 1]);
  });

  it('loads no parser when no file could have to do with AI', async () => {
    const outcome = await scanTexts(
      { 'shop/cart.py': 'import decimal\n' },
      {
        frontEnds: [
          { language: 'python', extensions: ['.py'], create: () => Promise.reject(new Error('loaded')) },
        ],
      },
    );
    expect(outcome.files).toMatchObject({ considered: 1, read: 1 });
    expect(outcome.findings).toEqual([]);
  });

  it('says so when there is nothing to scan', async () => {
    const outcome = await scanTexts({ 'README.md': '# Shop' });
    expect(outcome.diagnostics.map(({ code }) => code)).toEqual(['AEG3008']);
    const text = await scanTexts({ 'README.md': '# Shop', 'a.py': '' }, { named: ['README.md'] });
    expect(text.files.skipped).toEqual([{ file: 'README.md', why: 'not in a language that is scanned' }]);
  });

  it('ends early when it is interrupted, and says so', async () => {
    const stop = new AbortController();
    const outcome = await scanTexts(
      Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`m${index}.py`, CLIENT + CALL])),
      {
        interrupted: stop.signal,
        onProgress: () => {
          stop.abort();
          return Promise.resolve();
        },
      },
    );
    expect(outcome.interrupted).toBe(true);
    expect(outcome.findings).toEqual([]);
  });
});

describe('test files', () => {
  it.each([
    'tests/agents.py',
    'worker/test_agents.py',
    'worker/agents_test.py',
    'conftest.py',
    'web/__tests__/a/agents.py',
    'e2e/agents.py',
  ])('include %s', async (file) => {
    const outcome = await scanTexts({ [file]: CLIENT + CALL });
    expect(outcome.findings.map(({ governance }) => governance.state)).toEqual(['test']);
  });

  it.each(['contest.py', 'latest/agents.py', 'testing.py', 'protest_agents.py'])(
    'do not include %s',
    async (file) => {
      const outcome = await scanTexts({ [file]: CLIENT + CALL });
      expect(outcome.findings.map(({ governance }) => governance.state)).toEqual(['ungoverned']);
    },
  );
});

describe('fingerprints', () => {
  async function prints(text: string, file = 'reply.py'): Promise<readonly string[]> {
    return (await scanTexts({ [file]: text })).findings.map(({ fingerprint }) => fingerprint);
  }
  const twice = `${CLIENT}def reply():\n    a = ${CALL}\n    b = ${CALL}\n`;

  it('stay when lines move and code is laid out anew', async () => {
    const moved = `${CLIENT}\n# a comment\nx = 1\n\ndef reply():\n    a = client.chat.completions.create(\n        model="gpt-6",\n        messages=[],\n    )\n\n    b = ${CALL}\n`;
    expect(await prints(moved)).toEqual(await prints(twice));
  });

  it('tell equal calls of one function apart, and calls of two functions', async () => {
    const [first, second] = await prints(twice);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(first).not.toBe(second);
    expect(await prints(`${CLIENT}def other():\n    ${CALL}\n`)).not.toContain(first);
  });

  it('of a call stay when a call of another function is added before it', async () => {
    const added = `${CLIENT}def title():\n    ${CALL}\ndef reply():\n    a = ${CALL}\n    b = ${CALL}\n`;
    expect((await prints(added)).slice(1)).toEqual(await prints(twice));
  });

  it('differ between files, and not with the folder the user stands in', async () => {
    expect(await prints(twice, 'other.py')).not.toEqual(await prints(twice));
    const elsewhere = await scanTexts({ 'reply.py': twice }, { shownFrom: '/' });
    expect(elsewhere.findings.map(({ fingerprint }) => fingerprint)).toEqual(await prints(twice));
  });
});
