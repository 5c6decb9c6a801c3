export { codeFrame, placeText, type FrameLook } from './code-frame.ts';
export { countText, prettyDiagnostics, type DiagnosticsLook } from './diagnostics-pretty.ts';
export { ANSI, PLAIN, type Paint } from './paint.ts';
export { textWidth } from './text-width.ts';
export { visibleText } from './visible-text.ts';
