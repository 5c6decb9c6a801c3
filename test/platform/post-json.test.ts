import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { postJson } from '../../src/platform/index.ts';

test('who never answers, or never ends an answer, is not waited for', async () => {
  for (const isBegun of [false, true]) {
    const server = createServer((_, response) => {
      if (isBegun) response.write('{');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(postJson(url, '{}', {}, 50)).rejects.toThrow('timeout');
    server.closeAllConnections();
    server.close();
  }
});
