export { findCalls, findSinks, type FoundCalls } from './find-sinks.ts';
export type { Place, Project, Sink } from './sink.ts';
