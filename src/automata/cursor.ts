/** A place in a pattern's text that moves forward by code points; `at` is in UTF-16 units. */
export class Cursor {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The character here, '' at the end. */
  peek(): string {
    const codePoint = this.text.codePointAt(this.at);
    return codePoint === undefined ? '' : String.fromCodePoint(codePoint);
  }

  /** The character here, which the cursor passes. */
  take(): string {
    const character = this.peek();
    this.at += character.length;
    return character;
  }

  /** Passes `expected` if it stands here. */
  skip(expected: string): boolean {
    if (!this.isBefore(expected)) return false;
    this.at += expected.length;
    return true;
  }

  isBefore(expected: string): boolean {
    return this.text.startsWith(expected, this.at);
  }

  /** What a sticky regular expression matches here, without passing it. */
  match(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.at;
    return sticky.exec(this.text)?.[0];
  }
}
