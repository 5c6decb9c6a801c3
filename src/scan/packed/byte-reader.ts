const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads what a `ByteWriter` wrote, in its order. Bytes that it did not write give nonsense, or a `RangeError`. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private at = 0;
  private readonly texts: readonly string[];

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.texts = this.readTexts();
  }

  count(): number {
    const { bytes } = this;
    let byte = bytes[this.at++];
    if (byte === undefined) throw new RangeError('the bytes end too soon');
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 0x80;
    for (;;) {
      byte = bytes[this.at++];
      if (byte === undefined) throw new RangeError('the bytes end too soon');
      if (byte < 0x80) return value + byte * scale;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    }
  }

  signed(): number {
    const value = this.count();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  float(): number {
    const { buffer, byteOffset } = this.bytes;
    const value = new DataView(buffer, byteOffset).getFloat64(this.at);
    this.at += 8;
    return value;
  }

  text(): string {
    return this.textAt(this.count());
  }

  textAt(index: number): string {
    const text = this.texts[index];
    if (text === undefined) throw new RangeError('no such text');
    return text;
  }

  /** Throws unless so many bytes are left. */
  expectAtLeast(count: number): void {
    if (count > this.bytes.length - this.at) throw new RangeError('the bytes end too soon');
  }

  private readTexts(): readonly string[] {
    const isUnicode = this.count() === 0;
    const lengths: number[] = [];
    for (let left = this.count(); left > 0; left--) lengths.push(this.count());
    const size = this.count();
    const encoded = this.bytes.subarray(this.at, this.at + size);
    this.at += size;
    const all = isUnicode ? DECODER.decode(encoded) : fromUtf16(encoded);
    let start = 0;
    return lengths.map((length) => all.slice(start, (start += length)));
  }
}

/** A decoder of the platform would put replacement characters where a half of a surrogate pair stands. */
function fromUtf16(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2)
    text += String.fromCharCode((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  return text;
}
