/** An end in time for a whole run, whatever it waits for. */
export class Deadline {
  readonly #end: number;
  readonly #passed: Promise<undefined>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(milliseconds: number) {
    this.#end = performance.now() + milliseconds;
    this.#passed = new Promise((resolve) => {
      this.#timer = setTimeout(() => {
        resolve(undefined);
      }, milliseconds);
    });
  }

  /** What comes of waiting, or `undefined` when the end comes before it. */
  async before<T extends object>(waiting: Promise<T>): Promise<T | undefined> {
    return await Promise.race([waiting, this.#passed]);
  }

  /** Milliseconds until the end; negative after it. */
  left(): number {
    return this.#end - performance.now();
  }

  /** From now on only `left` tells of the end. */
  clear(): void {
    clearTimeout(this.#timer);
  }
}
