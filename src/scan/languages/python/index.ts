export { createPythonFrontEnd } from './front-end.ts';
export type { ParserModules } from './parser.ts';
