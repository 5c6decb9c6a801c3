import * as fc from 'fast-check';

/** Each law gets the same cases every time, and at most a tenth of a second of them. */
// The plugin that replaces the limit cannot be set for all laws at once.
// eslint-disable-next-line @typescript-eslint/no-deprecated
fc.configureGlobal({ seed: 20260301, interruptAfterTimeLimit: 100 });
