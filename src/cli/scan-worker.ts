import { answerJobs, findPackageRoot, nodeFileReader } from '../platform/index.ts';
import { createParser, parsePacked } from '../scan/index.ts';
import { frontEnds } from './front-ends.ts';

// Windows counts what is reserved as if it were used.
const mayReserve = process.platform !== 'win32';

/** A thread of the scan: parses what it is sent. */
const parser = createParser(
  frontEnds({ files: nodeFileReader, packageRoot: findPackageRoot() }, { mayReserve }),
);
answerJobs((jobs) => parsePacked(parser, jobs));
