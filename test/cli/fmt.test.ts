import { describe, expect, test } from 'vitest';
import { runAegis } from './run-aegis.ts';

const NEAT = `version: "1"
rules:
  # deletes never run
  - name: no_deletes
    match: { type: "*delete*" }
    approval: block
`;
const UNTIDY = `rules:
# deletes never run
- approval: block
  name: no_deletes
  match: {type: "*delete*"}
version: "1"
`;

describe('aegis fmt', () => {
  test('rewrites the policy that it finds and says so', async () => {
    const ran = await runAegis(['fmt'], { files: { 'policy.yaml': UNTIDY } });
    expect(ran).toMatchObject({
      exitCode: 0,
      stdout: 'policy.yaml formatted\n',
      stderr: 'policy: policy.yaml\n',
    });
    expect(ran.machine.written.get('/work/policy.yaml')).toBe(NEAT);
    expect(ran.machine.open.size).toBe(0);
  });

  test('does not touch a file that is as it should be', async () => {
    const ran = await runAegis(['fmt', 'policy.yaml'], { files: { 'policy.yaml': NEAT } });
    expect(ran).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect(ran.machine.written.size).toBe(0);
  });

  test.each([
    ['a byte order mark', `\uFEFF${NEAT}`],
    ['CRLF', NEAT.replaceAll('\n', '\r\n')],
    ['no final line end', NEAT.trimEnd()],
  ])('removes %s', async (_, text) => {
    const ran = await runAegis(['fmt', 'policy.yaml'], { files: { 'policy.yaml': text } });
    expect(ran.machine.written.get('/work/policy.yaml')).toBe(NEAT);
  });

  test('--check writes nothing and exits 1 when a file would change', async () => {
    const files = { 'a.yaml': NEAT, 'b.yaml': UNTIDY };
    const ran = await runAegis(['fmt', '--check', 'a.yaml', 'b.yaml'], { files });
    expect(ran).toMatchObject({ exitCode: 1, stdout: 'b.yaml is not in canonical layout\n', stderr: '' });
    expect(ran.machine.written.size).toBe(0);
    expect(await runAegis(['fmt', '--check', 'a.yaml'], { files })).toMatchObject({
      exitCode: 0,
      stdout: '',
    });
  });

  test('--diff shows what would change and writes nothing', async () => {
    const text = NEAT.replace('"*delete*" }', '"*delete*"}');
    const ran = await runAegis(['fmt', '--diff', 'policy.yaml'], { files: { 'policy.yaml': text } });
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toBe(`--- policy.yaml
+++ policy.yaml
@@ -2,5 +2,5 @@
 rules:
   # deletes never run
   - name: no_deletes
-    match: { type: "*delete*"}
+    match: { type: "*delete*" }
     approval: block
`);
    expect(ran.machine.written.size).toBe(0);
  });

  test('reads standard input and prints the result', async () => {
    const ran = await runAegis(['fmt', '-'], { stdin: UNTIDY });
    expect(ran).toMatchObject({ exitCode: 0, stdout: NEAT, stderr: '' });
  });

  test('leaves an invalid file as it is, formats the others and exits 2', async () => {
    const files = { 'bad.yaml': UNTIDY.replace('approval', 'aproval'), 'good.yaml': UNTIDY };
    const ran = await runAegis(['fmt', 'bad.yaml', 'good.yaml'], { files });
    expect(ran).toMatchObject({ exitCode: 2, stdout: 'good.yaml formatted\n' });
    expect(ran.stderr).toContain('AEG1004');
    expect([...ran.machine.written.keys()]).toEqual(['/work/good.yaml']);
    const piped = await runAegis(['fmt', '-'], { stdin: files['bad.yaml'] });
    expect(piped).toMatchObject({ exitCode: 2, stdout: '' });
    expect(piped.stderr).toContain('<stdin>:3:3');
  });

  test('formats the file that an aegis.yaml names together with it', async () => {
    const files = { 'aegis.yaml': 'policy: {path: rules.yaml}\n', 'rules.yaml': UNTIDY };
    const ran = await runAegis(['fmt'], { files });
    expect(ran).toMatchObject({ exitCode: 0, stdout: 'rules.yaml formatted\naegis.yaml formatted\n' });
    expect(ran.machine.written.get('/work/aegis.yaml')).toBe('policy: { path: rules.yaml }\n');
    expect(ran.machine.written.get('/work/rules.yaml')).toBe(NEAT);
  });
});
