import { describe, expect, it } from 'vitest';
import { mayStart, programFiles, startLines } from '../../../src/scan/instrumentation/start-commands.ts';

const programs = (path: string, text: string): readonly string[] =>
  startLines(path, text).map(({ program }) => program);

describe('a command that starts a program with instrumentation', () => {
  it.each([
    [
      'package.json',
      '"start": "AEGIS_INSTRUMENT=1 node --import agent-aegis/register dist/main.js"',
      'dist/main.js',
    ],
    ['Procfile', 'web: AEGIS_INSTRUMENT=1 python app/main.py', 'app/main.py'],
    [
      'Dockerfile',
      'ENV AEGIS_INSTRUMENT=1\nCMD ["node", "--import", "agent-aegis/register", "main.js"]',
      'main.js',
    ],
    ['Dockerfile', 'ENV AEGIS_INSTRUMENT=1\nCMD ["uvicorn", "app.main:app"]', 'app.main:app'],
    ['compose.yaml', 'environment:\n  AEGIS_INSTRUMENT: "1"\ncommand: python -m app.main', 'app.main'],
    [
      'desk.service',
      'Environment=AEGIS_INSTRUMENT=1\nExecStart=/usr/bin/python3 /srv/desk.py',
      '/srv/desk.py',
    ],
    ['.github/workflows/nightly.yml', 'env:\n  AEGIS_INSTRUMENT: 1\n- run: python nightly.py', 'nightly.py'],
  ])('is found in %s', (path, text, program) => {
    expect(mayStart(path)).toBe(true);
    expect(programs(path, text)).toEqual([program]);
  });

  it.each([
    ['package.json', '"start": "node --import agent-aegis/register dist/main.js"'],
    ['package.json', '"start": "AEGIS_INSTRUMENT=1 node dist/main.js"'],
    ['package.json', '"start": "AEGIS_INSTRUMENT=0 node --import agent-aegis/register dist/main.js"'],
    [
      'package.json',
      '"a": "AEGIS_INSTRUMENT=1 true",\n"start": "node --import agent-aegis/register main.js"',
    ],
    ['Procfile', 'web: python app/main.py'],
  ])('is not in %s with %s', (path, text) => {
    expect(programs(path, text)).toEqual([]);
  });

  it('stands in files of known names only', () => {
    for (const path of ['main.py', 'docs/Dockerfile.md/x', 'notes.yml', 'workflows/a.yml'])
      expect(mayStart(path)).toBe(false);
  });

  it('names modules of the project: what is built comes from its source', () => {
    expect(programFiles('dist/main.js', 'web')).toContain('web/src/main.ts');
    expect(programFiles('app.main:app', '')).toContain('app/main.py');
    expect(programFiles('/app/main.py', '')).toEqual(['main.py']);
  });
});
