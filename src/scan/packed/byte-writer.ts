/** Numbers and texts in a row of bytes: what `byte-reader.ts` reads. */
export interface ByteWriter {
  /** A whole number from 0 to 2^53. */
  readonly count: (value: number) => void;
  /** A whole number of either sign, smaller than 2^52. */
  readonly signed: (value: number) => void;
  readonly float: (value: number) => void;
  /** A text; the same text again costs one number. */
  readonly text: (value: string) => void;
  readonly bytes: () => Uint8Array<ArrayBuffer>;
}

/** Bytes that grow at their end. */
class Bytes {
  private kept = new Uint8Array(4096);
  private length = 0;

  count(value: number): void {
    this.reserve(8);
    let rest = value;
    while (rest > 0x7f) {
      this.kept[this.length++] = (rest & 0x7f) | 0x80;
      rest = rest > 0x7fffffff ? Math.floor(rest / 0x80) : rest >>> 7;
    }
    this.kept[this.length++] = rest;
  }

  float(value: number): void {
    this.reserve(8);
    new DataView(this.kept.buffer).setFloat64(this.length, value);
    this.length += 8;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.kept.set(bytes, this.length);
    this.length += bytes.length;
  }

  written(): Uint8Array<ArrayBuffer> {
    return this.kept.subarray(0, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.kept.length) return;
    const larger = new Uint8Array(Math.max(this.kept.length * 2, this.length + more));
    larger.set(this.kept);
    this.kept = larger;
  }
}

export function createByteWriter(): ByteWriter {
  const body = new Bytes();
  const texts = new Map<string, number>();
  return {
    count: (value) => {
      body.count(value);
    },
    signed: (value) => {
      body.count(value < 0 ? -value * 2 - 1 : value * 2);
    },
    float: (value) => {
      body.float(value);
    },
    text: (value) => {
      const known = texts.get(value);
      body.count(known ?? texts.size);
      if (known === undefined) texts.set(value, texts.size);
    },
    bytes: () => withTexts([...texts.keys()], body.written()),
  };
}

const ENCODER = new TextEncoder();

/** First the texts: whether they are UTF-8 or UTF-16, how many, how long each is in UTF-16 units, and all in one. */
function withTexts(texts: readonly string[], body: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = texts.join('');
  // A text with half a surrogate pair is no Unicode.
  const isUnicode = all.isWellFormed();
  const encoded = isUnicode ? ENCODER.encode(all) : utf16(all);
  const bytes = new Bytes();
  bytes.count(isUnicode ? 0 : 1);
  bytes.count(texts.length);
  for (const text of texts) bytes.count(text.length);
  bytes.count(encoded.length);
  bytes.append(encoded);
  bytes.append(body);
  return bytes.written().slice();
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes[index * 2] = unit & 0xff;
    bytes[index * 2 + 1] = unit >> 8;
  }
  return bytes;
}
