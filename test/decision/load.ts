import { loadPolicy } from '../../src/index.ts';
import type { Json } from '../../src/base/index.ts';
import type { Policy } from '../../src/model/index.ts';

/** The policy that a text or plain data writes; fails the test with the diagnostics where it is none. */
export function policyOf(written: Json): Policy {
  const loaded = loadPolicy(typeof written === 'string' ? written : JSON.stringify(written));
  if (!loaded.ok) throw new Error(loaded.error.map(({ code, message }) => `${code} ${message}`).join('\n'));
  return loaded.value.policy;
}
