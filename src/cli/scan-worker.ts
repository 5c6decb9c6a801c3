import { answerJobs, findPackageRoot, nodeFileReader } from '../platform/index.ts';
import { createParser, parsePacked } from '../scan/index.ts';
import { frontEnds } from './front-ends.ts';

/** A thread of the scan: parses what it is sent. */
const parser = createParser(frontEnds({ files: nodeFileReader, packageRoot: findPackageRoot() }));
answerJobs((jobs) => parsePacked(parser, jobs));
