import { caseName, type CaseResult, type SuiteResult } from '../policytest/index.ts';
import { placeText } from './code-frame.ts';
import { explanationLines } from './explanation-pretty.ts';
import { PLAIN } from './paint.ts';
import { failureTexts, type TestedPolicy } from './tested-policy.ts';
import { escapeXml } from './xml-text.ts';

/** Tests as a JUnit report: a suite for each file, a test case for each case. */
export function junitTests({ run, loaded }: TestedPolicy): string {
  const { passed, failed, suites } = run;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${passed + failed}" failures="${failed}">`,
    ...suites.flatMap((suite) => suiteLines(suite, loaded)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suiteLines({ suite, cases }: SuiteResult, loaded: TestedPolicy['loaded']): string[] {
  const failures = cases.filter(({ isPassed }) => !isPassed).length;
  const file = escapeXml(suite.source.file);
  return [
    `  <testsuite name="${file}" tests="${cases.length}" failures="${failures}">`,
    ...cases.map((one) => `    ${caseElement(one, file, loaded)}`),
    '  </testsuite>',
  ];
}

function caseElement(one: CaseResult, file: string, loaded: TestedPolicy['loaded']): string {
  const attributes = `name="${escapeXml(caseName(one.case))}" classname="${file}" file="${file}" line="${one.case.span.start.line}"`;
  if (one.isPassed) return `<testcase ${attributes}/>`;
  const texts = failureTexts(one);
  const detail = [...texts, placeText(one.case.span), ...explanationLines(one.explanation, loaded, PLAIN)];
  const message = escapeXml(texts.join('; '));
  return `<testcase ${attributes}><failure message="${message}">${escapeXml(detail.join('\n'))}</failure></testcase>`;
}
