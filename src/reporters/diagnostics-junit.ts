import type { Diagnostic } from '../base/index.ts';
import { placeText } from './code-frame.ts';
import { escapeXml } from './xml-text.ts';

/** Diagnostics as a JUnit report with one test case for each, and one that passes when there are none. */
export function junitDiagnostics(suite: string, diagnostics: readonly Diagnostic[]): string {
  const failures = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length;
  const tests = Math.max(1, diagnostics.length);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites tests="${tests}" failures="${failures}">`,
    `  <testsuite name="${escapeXml(suite)}" tests="${tests}" failures="${failures}">`,
    ...(diagnostics.length === 0
      ? [`    <testcase name="${escapeXml(suite)}"/>`]
      : diagnostics.map(testCase)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase({ code, severity, message, span, help }: Diagnostic): string {
  const place = span === undefined ? '' : placeText(span);
  const name = escapeXml([code, place].filter((part) => part !== '').join(' '));
  const text = escapeXml([message, help].filter((part) => part !== undefined).join('\n'));
  const body =
    severity === 'error'
      ? `<failure type="${code}" message="${escapeXml(message)}">${text}</failure>`
      : `<system-out>${text}</system-out>`;
  return `    <testcase name="${name}">${body}</testcase>`;
}
