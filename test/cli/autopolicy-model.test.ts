import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { runAegis, type Ran } from './run-aegis.ts';

const KEY = 'sk-very-secret-0123456789';

describe('the model that aegis autopolicy asks', { timeout: 120_000 }, () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function serving(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  async function ask(url: string, text = 'block deletes'): Promise<Ran> {
    const model = ['--llm-endpoint', url, '--llm-model', 'small', '--llm-key-env', 'MODEL_KEY'];
    return await runAegis(['autopolicy', text, '-o', 'policy.yaml', ...model], { env: { MODEL_KEY: KEY } });
  }

  function expectNothingWritten(ran: Ran): void {
    expect([...ran.machine.written]).toEqual([]);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).not.toContain(KEY);
  }

  test.each([401, 500])(
    'an answer of %i is said, with nothing of its body, and nothing is written',
    async (status) => {
      const url = await serving((request, response) => {
        response.statusCode = status;
        response.end(`your key ${request.headers.authorization ?? ''} is wrong`);
      });
      const ran = await ask(url);
      expect(ran.exitCode).toBe(2);
      expect(ran.stderr).toContain(`it answered ${status}`);
      expectNothingWritten(ran);
    },
  );

  test.each([
    '<html>no</html>',
    '',
    'null',
    '[]',
    '{"choices":[]}',
    '{"choices":[{"message":{"content":7}}]}',
  ])('a body without an answer is said: %s', async (body) => {
    const ran = await ask(await serving((_, response) => response.end(body)));
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('no policy from');
    expectNothingWritten(ran);
  });

  test('a key that the body repeats is not shown', async () => {
    const ran = await ask(await serving((_, response) => response.end(`${KEY} {`)));
    expect(ran.exitCode).toBe(2);
    expectNothingWritten(ran);
  });

  test('a key in the answer is not shown', async () => {
    const content = `version: "1"\nrules:\n  - match: { typo: "${KEY}" }\n    approval: auto\n`;
    const ran = await ask(
      await serving((_, response) => response.end(JSON.stringify({ choices: [{ message: { content } }] }))),
    );
    expect(ran.exitCode).toBe(1);
    expectNothingWritten(ran);
  });

  test('an answer without end is not read to the end', async () => {
    const url = await serving((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(100_000)));
      };
      response.on('drain', more);
      more();
    });
    const ran = await ask(url);
    expect(ran.exitCode).toBe(2);
    expect(ran.stderr).toContain('its answer is too long');
    expectNothingWritten(ran);
  });

  test('who sends it elsewhere is not followed', async () => {
    let isAsked = false;
    const elsewhere = await serving((_, response) => {
      isAsked = true;
      response.end();
    });
    const ran = await ask(
      await serving((_, response) => response.writeHead(307, { location: elsewhere }).end()),
    );
    expect(ran.exitCode).toBe(2);
    expect(isAsked).toBe(false);
    expectNothingWritten(ran);
  });

  test('a policy that is looser is told before the difference, and not written', async () => {
    const content = 'version: "1"\nrules:\n  - match: { type: "*" }\n    approval: auto\n';
    const url = await serving((_, response) =>
      response.end(JSON.stringify({ choices: [{ message: { content } }] })),
    );
    const ran = await ask(url);
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toMatch(/what small wrote is looser than the text[^]*loosened/);
    expect(ran.machine.written.get('/work/policy.yaml')).toContain('# block deletes');
  });
});
