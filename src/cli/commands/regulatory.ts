import type { Command } from '../command.ts';
import { CONFIG_OPTION, formatOptions } from '../options.ts';
import { EVIDENCE_OPTIONS } from './compliance.ts';

export const regulatory: Command = {
  name: 'regulatory',
  summary: 'how far a project is from the EU AI Act, NIST AI RMF, ISO 42001, SOC 2 or OWASP lists',
  description: [
    'Says of each requirement, by its official id and title, whether it is met with evidence, partly met, a gap, or not assessable here, with the evidence and the next step. Evidence is looked up in the policy by proof, in the audit log after it was verified, and in a scan report.',
    'Nothing is met because a feature exists. What only the organisation can show is said to be so, and a requirement that has such a part is partly met at best. Days and penalties stand with their sources; which of them bind you is not looked at.',
    'Without --db the log of the project is read where there is one. Exits 1 when a requirement is a gap (--fail-on).',
  ],
  operands: [],
  options: [
    {
      kind: 'value',
      name: 'framework',
      value: 'framework',
      summary: 'which requirements (default all)',
      choices: ['eu-ai-act', 'nist-ai-rmf', 'soc2', 'iso-42001', 'owasp-agentic', 'owasp-llm', 'all'],
    },
    ...EVIDENCE_OPTIONS,
    {
      kind: 'value',
      name: 'scan-report',
      value: 'file',
      summary: 'what `aegis scan --format json` wrote',
      completes: 'file',
    },
    {
      kind: 'value',
      name: 'fail-on',
      value: 'status',
      summary: 'exit 1 when a requirement is so or worse (default gap)',
      choices: ['gap', 'partly', 'none'],
    },
    CONFIG_OPTION,
    ...formatOptions(['pretty', 'json', 'markdown', 'html']),
  ],
  examples: [
    {
      run: 'aegis regulatory --framework owasp-agentic --policy policy.yaml',
      says: 'what the policy proves',
    },
    {
      run: 'aegis regulatory --framework eu-ai-act --scan-report scan.json --format html --output ai-act.html',
      says: 'log, policy and code on one page',
    },
  ],
  load: async () => (await import('../run/regulatory.ts')).runRegulatory,
};
