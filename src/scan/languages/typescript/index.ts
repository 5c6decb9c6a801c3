export { createTypeScriptFrontEnd } from './front-end.ts';
