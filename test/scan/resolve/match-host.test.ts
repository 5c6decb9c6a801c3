import { describe, expect, it } from 'vitest';
import type { HostRow } from '../../../src/scan/catalog/catalog.ts';
import { matchHost, type Request } from '../../../src/scan/resolve/match-host.ts';
import { joinUrl, parseUrl } from '../../../src/scan/resolve/url.ts';

const row = (name: string, hosts: string[], paths: string[], except: string[] = []): HostRow => ({
  name,
  hosts,
  paths,
  except,
  kind: 'raw_http',
  risk: 'medium',
  source: 'test',
  date: '2026-11-24',
});

const ROWS = [
  row('openai', ['api.openai.com'], ['/v1/chat/completions', '/v1/threads/*/runs'], ['/v1/models*']),
  row('azure', ['*.openai.azure.com'], []),
  row('compatible', [], ['*/chat/completions']),
];
const POST: Request = { method: 'POST', body: 'unknown' };
const match = (url: readonly (string | undefined)[], request: Request = POST): string | undefined => {
  const found = matchHost(ROWS, parseUrl(url), request);
  return found === undefined ? undefined : `${found.row.name} ${found.confidence}`;
};

describe('an address is an AI service', () => {
  it('when host and path are of a row', () => {
    expect(match(['https://api.openai.com/v1/chat/completions'])).toBe('openai resolved');
    expect(match(['https://API.openai.com/v1/chat/completions/?stream=1#top'])).toBe('openai resolved');
    expect(match(['https://api.openai.com/v1/threads/', undefined, '/runs'])).toBe('openai resolved');
    expect(match(['https://', undefined, '.openai.azure.com/openai/deployments/gpt'])).toBe('azure resolved');
  });

  it('when an unknown part of the path may be one of a row', () => {
    expect(match(['https://api.openai.com/v1', undefined])).toBe('openai inferred');
    expect(match(['https://api.openai.com/v2', undefined])).toBeUndefined();
    expect(match(['https://api.openai.com', undefined])).toBe('openai inferred');
    expect(match(['https://api.openai.com', undefined, '/chat/completions'])).toBe('openai inferred');
    expect(match(['https://api.openai.com/', undefined, '/files/runs'])).toBeUndefined();
  });

  it('when the path of a known host is not listed but the body carries a prompt', () => {
    expect(match(['https://api.openai.com/v1/assistants/7'], { method: 'POST', body: 'prompt' })).toBe(
      'openai inferred',
    );
    expect(
      match(['https://api.openai.com/v1/assistants/7'], { method: 'POST', body: 'other' }),
    ).toBeUndefined();
  });

  it('when the path speaks a known protocol behind an unknown or a private host', () => {
    expect(match([undefined, '/v1/chat/completions'])).toBe('compatible inferred');
    expect(match(['https://llm.acme.example/v1/chat/completions'])).toBe('compatible inferred');
    expect(match(['http://localhost:8000/v1/chat/completions'])).toBe('compatible inferred');
  });

  it('but not where nothing is sent, the row excepts the path, or the address is of the own site', () => {
    expect(
      match(['https://api.openai.com/v1/chat/completions'], { method: 'GET', body: 'none' }),
    ).toBeUndefined();
    expect(
      match(['https://api.openai.com/v1/models/gpt-5'], { method: 'POST', body: 'prompt' }),
    ).toBeUndefined();
    expect(match(['/v1/chat/completions'])).toBeUndefined();
    expect(match(['/api/chat'])).toBeUndefined();
  });
});

describe('a base and a path', () => {
  it('join with one slash, and a whole address stands for itself', () => {
    expect(joinUrl(['https://api.openai.com/v1/'], ['/chat']).join('')).toBe(
      'https://api.openai.com/v1/chat',
    );
    expect(joinUrl(['https://api.openai.com'], ['https://example.com/x']).join('')).toBe(
      'https://example.com/x',
    );
    expect(parseUrl(joinUrl([undefined], ['/v1/chat/completions'])).path).toBe('/v1/chat/completions');
  });
});
