/** Waits no longer than this for an answer. */
const MOST_MS = 60_000;
/** Reads no more than this of one. */
const MOST_CHARACTERS = 4_000_000;

/** Sends JSON to an address and gives the body of the answer; rejects with a reason when there is none. */
export async function postJson(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  milliseconds: number = MOST_MS,
): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers,
    signal: AbortSignal.timeout(milliseconds),
    redirect: 'error',
  });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  return await textOf(response);
}

/** Stops reading where it is too much: an answer need not end. */
async function textOf({ body }: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > MOST_CHARACTERS) throw new Error('its answer is too long');
  }
  return text + decoder.decode();
}
