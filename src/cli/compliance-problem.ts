import type { Diagnostic } from '../base/index.ts';
import { COMPLIANCE_CODES, type ComplianceCode } from '../compliance/index.ts';

/** A diagnostic of the reports. */
export function complianceProblem(code: ComplianceCode, message: string, help?: string): Diagnostic {
  return {
    code,
    severity: COMPLIANCE_CODES[code].severity,
    message,
    ...(help === undefined ? {} : { help }),
  };
}
