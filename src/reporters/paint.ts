/** Wraps a text in the codes of one look. */
export type Colour = (text: string) => string;

/** Puts colour on text, or does not. */
export interface Paint {
  readonly bold: Colour;
  readonly dim: Colour;
  readonly red: Colour;
  readonly yellow: Colour;
  readonly green: Colour;
  readonly blue: Colour;
  readonly cyan: Colour;
}

const same: Colour = (text) => text;
const between =
  (open: number, close: number): Colour =>
  (text) =>
    text === '' ? '' : `\u001B[${open}m${text}\u001B[${close}m`;

/** No colour: for pipes, files, `NO_COLOR` and `--no-color`. */
export const PLAIN: Paint = {
  bold: same,
  dim: same,
  red: same,
  yellow: same,
  green: same,
  blue: same,
  cyan: same,
};

/** The eight colours every terminal has, so that the user's theme decides how they look. */
export const ANSI: Paint = {
  bold: between(1, 22),
  dim: between(2, 22),
  red: between(31, 39),
  yellow: between(33, 39),
  green: between(32, 39),
  blue: between(34, 39),
  cyan: between(36, 39),
};
