import { createSource, err, ok, type Diagnostic, type Result } from '../base/index.ts';
import { loadPolicyOrReference, readDocument, type LoadedPolicy } from '../policy/index.ts';
import { AUTOPOLICY_CODES } from './autopolicy-codes.ts';

/**
 * Something that writes a policy for a text, such as a language model. What it answers is the text of a policy and
 * nobody's word: `readAnswer` loads it like any file of a stranger.
 *
 * @example
 * const generator: PolicyGenerator = { generate: async (text) => await askMyModel(text) };
 */
export interface PolicyGenerator {
  /** The text of a policy in YAML or JSON. Rejects when there is no answer. */
  generate(text: string): Promise<string>;
}

/** The policy that an answer holds, alone or in a fenced block, or why it holds none. */
export function readAnswer(answer: string): Result<LoadedPolicy, readonly Diagnostic[]> {
  const text = /^```[a-z]*\n([^]*?)^```/m.exec(answer)?.[1] ?? answer;
  const document = readDocument('<answer>', new TextEncoder().encode(text));
  const loaded = document.ok ? loadPolicyOrReference(document.value) : document;
  if (!loaded.ok) return err([notAPolicy(), ...loaded.error]);
  if (loaded.value.kind !== 'policy') return err([notAPolicy()]);
  return ok({ ...loaded.value, source: createSource('<answer>', text) });
}

function notAPolicy(): Diagnostic {
  return {
    code: 'AEG8034',
    severity: AUTOPOLICY_CODES.AEG8034.severity,
    message: 'the answer is not a policy',
    help: 'nothing of it is used',
  };
}

/** Sends a body of JSON and gives the body of the answer; the network is somebody else's. */
export type PostJson = (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
) => Promise<string>;

export interface ChatEndpoint {
  /** Such as `http://localhost:11434/v1`; `/chat/completions` is added where it is missing. */
  readonly url: string;
  readonly model: string;
  readonly key?: string;
}

/** A generator that asks an endpoint with the interface of OpenAI's chat completions. */
export function chatGenerator({ url, model, key }: ChatEndpoint, post: PostJson): PolicyGenerator {
  const address = url.endsWith('/chat/completions') ? url : `${url.replace(/\/$/, '')}/chat/completions`;
  return {
    generate: async (text) => {
      const body = JSON.stringify({
        model,
        temperature: 0,
        messages: [
          { role: 'system', content: INSTRUCTION },
          { role: 'user', content: text },
        ],
      });
      const answer = await post(address, body, {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      });
      return contentOf(completionIn(answer));
    },
  };
}

const INSTRUCTION =
  'Write an Aegis policy in YAML (version "1", defaults, rules with name, match, conditions, risk_level, approval auto|approve|block) that says what the user says, and nothing else. The first rule that matches decides.';

interface Completion {
  readonly choices?: readonly { readonly message?: { readonly content?: unknown } }[];
}

/** INVARIANT: nothing of the answer is in the error. */
function completionIn(answer: string): Completion | null {
  try {
    return JSON.parse(answer) as Completion | null;
  } catch {
    throw new Error('the answer is not JSON');
  }
}

function contentOf(answer: Completion | null): string {
  const content = answer?.choices?.[0]?.message?.content;
  if (typeof content !== 'string') throw new Error('the answer has no text');
  return content;
}
