import type { CodeFacts } from './evidence.ts';
import { counted, percentText } from './figures.ts';
import type { Verdict } from './judge-rule.ts';
import type { CodeCheck } from './tables.ts';

/** Judges what a scan found. A scan that was interrupted shows nothing. */
export function judgeCode(check: CodeCheck, code: CodeFacts): Verdict {
  if (!code.isComplete) return { outcome: 'no evidence', says: 'the scan was interrupted' };
  if (code.considered === 0) return { outcome: 'no evidence', says: 'the scan found no source file' };
  switch (check.kind) {
    case 'governed': {
      const { calls, governed, ungoverned } = code;
      if (calls === 0) return { outcome: 'no evidence', says: 'the scan found no AI call' };
      const isEnough = governed * 100 >= calls * check.atLeast;
      return {
        outcome: isEnough ? 'pass' : 'fail',
        says: `${governed} of ${counted(calls, 'call', 'calls')} (${percentText(governed, calls)})`,
        examples: ungoverned,
      };
    }
    case 'tool-risks': {
      const { openToolRisks, calls, toolRisks } = code;
      if (openToolRisks.length > 0) {
        return {
          outcome: 'fail',
          says: counted(openToolRisks.length, 'place', 'places'),
          examples: openToolRisks,
        };
      }
      return calls + toolRisks === 0
        ? { outcome: 'no evidence', says: 'the scan found no AI call and no tool' }
        : { outcome: 'pass', says: `none in ${counted(code.considered, 'file', 'files')}` };
    }
    case 'read': {
      const { notRead, considered } = code;
      const says = `${considered - notRead.length} of ${counted(considered, 'file', 'files')}`;
      return { outcome: notRead.length === 0 ? 'pass' : 'fail', says, examples: notRead };
    }
  }
}
