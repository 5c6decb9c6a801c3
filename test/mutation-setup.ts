import * as fc from 'fast-check';

/** Each law gets the same cases every time, and at most a tenth of a second of them. */
fc.configureGlobal({ seed: 20260301, interruptAfterTimeLimit: 100 });
