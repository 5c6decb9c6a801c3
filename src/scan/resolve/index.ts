export { findSinks } from './find-sinks.ts';
export type { Place, Project, Sink } from './sink.ts';
