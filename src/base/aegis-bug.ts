/** Thrown for what only a defect in Aegis can cause; the command line reports it as a bug with exit code 70. */
export class AegisBug extends Error {
  override readonly name = 'AegisBug';
}
