import type { Json } from '../base/index.ts';
import type { Finding, ScanReport } from '../scan/index.ts';
import { jsonText } from './diagnostics-json.ts';
import { SINK_NAMES } from './scan-wording.ts';

export interface CyclonedxScanInput {
  /** The version of Aegis. */
  readonly version: string;
  /** Lists calls in tests too. */
  readonly showsTests?: boolean;
}

/**
 * The AI bill of materials of the calls that were found, as CycloneDX 1.6 JSON (ECMA-424): a library for each SDK, a
 * machine-learning model for each model that a call names, a service for each host. It has no serial number and no
 * time, so that equal code gives equal bytes.
 */
export function cyclonedxScan(
  { findings }: ScanReport,
  { version, showsTests = false }: CyclonedxScanInput,
): string {
  const shown = findings.filter(({ governance }) => showsTests || governance.state !== 'test');
  const libraries = grouped(
    shown.filter((finding) => finding.isService !== true),
    ({ sdk, language, sdkVersion }) => [purl(sdk, language, sdkVersion)],
  );
  const services = grouped(
    shown.filter((finding) => finding.isService === true),
    ({ sdk }) => [sdk],
  );
  const models = grouped(shown, (finding) => finding.models ?? []);
  return jsonText({
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { tools: { components: [{ type: 'application', name: 'aegis', version }] } },
    components: [...libraries.map(libraryJson), ...models.map(modelJson)],
    services: services.map(serviceJson),
  });
}

/** What has one name, and the calls that use it, in their order. */
type Group = readonly [name: string, findings: readonly [Finding, ...Finding[]]];

function grouped(
  findings: readonly Finding[],
  namesOf: (finding: Finding) => readonly string[],
): readonly Group[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    for (const name of namesOf(finding)) {
      const group = groups.get(name);
      if (group === undefined) groups.set(name, [finding]);
      else group.push(finding);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function libraryJson([ref, findings]: Group): Json {
  const [{ sdk, sdkVersion }] = findings;
  return {
    type: 'library',
    'bom-ref': ref,
    name: sdk,
    ...(sdkVersion === undefined ? {} : { version: sdkVersion }),
    purl: ref,
    properties: countsJson(findings),
    evidence: { occurrences: findings.map(occurrenceJson) },
  };
}

function modelJson([name, findings]: Group): Json {
  return {
    type: 'machine-learning-model',
    'bom-ref': `model:${name}`,
    name,
    properties: countsJson(findings),
    evidence: { occurrences: findings.map(occurrenceJson) },
  };
}

/** The specification has no occurrences for services: their places are properties. */
function serviceJson([name, findings]: Group): Json {
  const isHost = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(name);
  return {
    'bom-ref': `service:${name}`,
    name,
    ...(isHost ? { endpoints: [`https://${name}`] } : {}),
    'x-trust-boundary': true,
    properties: [
      ...countsJson(findings),
      ...findings.map(({ span }) => ({ name: 'aegis:location', value: `${span.file}:${span.start.line}` })),
    ],
  };
}

function occurrenceJson({ span, call, kind, risk, confidence, governance, suppression }: Finding): Json {
  const state = suppression === undefined ? governance.state : `${governance.state}, suppressed`;
  const by = 'by' in governance ? ` by ${governance.by}` : '';
  return {
    location: span.file,
    line: span.start.line,
    offset: span.start.offset,
    symbol: call,
    additionalContext: `${SINK_NAMES[kind]}, ${risk} risk, ${confidence}, ${state}${by}`,
  };
}

function countsJson(findings: readonly Finding[]): readonly Json[] {
  const ungoverned = findings.filter(({ governance }) => governance.state === 'ungoverned').length;
  return [
    { name: 'aegis:calls', value: String(findings.length) },
    { name: 'aegis:ungoverned', value: String(ungoverned) },
  ];
}

/** A package URL (ECMA-427): names on PyPI are in lower case with dashes, the `@` of a scope is escaped. */
function purl(name: string, language: Finding['language'], version: string | undefined): string {
  const at = version === undefined ? '' : `@${encodeURIComponent(version)}`;
  if (language === 'python')
    return `pkg:pypi/${encodeURIComponent(name.toLowerCase().replace(/[-_.]+/g, '-'))}${at}`;
  return `pkg:npm/${name.split('/').map(encodeURIComponent).join('/')}${at}`;
}
