/** Thrown for what only a defect in Aegis can cause; the command line reports it as a bug with exit code 70. */
export class AegisBug extends Error {
  override readonly name = 'AegisBug';
}

/** Marks a branch that the types exclude. */
export function unreachable(value: never): never {
  throw new AegisBug(`unexpected value ${JSON.stringify(value)}`);
}
