import type { HostRow } from '../catalog/catalog.ts';
import { callSitesOf, type AccessPath, type CallSite } from './access-path.ts';
import { argumentAt, keysOf } from './argument-at.ts';
import type { Candidate } from './candidate.ts';
import type { Evaluation } from './evaluation.ts';
import { matchHost, type Request } from './match-host.ts';
import type { RequestForm } from './meaning.ts';
import { constantText, textsOf, type Text } from './texts.ts';
import { joinUrl, parseUrl } from './url.ts';
import { NONE, type Value, type Values } from './value.ts';

/** Names of body entries that say a prompt is sent. */
const PROMPT_KEYS = ['messages', 'prompt', 'input', 'inputs', 'contents', 'query'];

/** An HTTP request to an AI service. */
export function candidateByRequest(
  evaluation: Evaluation,
  hosts: readonly HostRow[],
  callee: Value,
  site: CallSite,
): Candidate | undefined {
  if (callee.thing.kind !== 'external' || hosts.length === 0) return undefined;
  const { path } = callee.thing;
  for (const meaning of evaluation.paths.payloads(path)) {
    if (meaning.kind !== 'request') continue;
    const request = readRequest(evaluation, meaning.request, path, site);
    const match = request.urls
      .map((url) => matchHost(hosts, parseUrl(url), request))
      .find((found) => found !== undefined);
    if (match === undefined) continue;
    return {
      sdk: match.row.name,
      kind: match.row.kind,
      risk: match.row.risk,
      confidence: match.confidence,
      trail: callee.trail,
      gates: [],
      isService: true,
      path,
      ...(callee.governed === undefined ? {} : { governed: callee.governed }),
    };
  }
  return undefined;
}

interface RequestRead extends Request {
  readonly urls: readonly Text[];
}

function readRequest(
  evaluation: Evaluation,
  form: RequestForm,
  path: AccessPath,
  site: CallSite,
): RequestRead {
  const prepared = preparedRequest(evaluation, form, site);
  const source = prepared ?? { form, site };
  const body =
    firstGiven(evaluation, source.site, source.form.body) ?? firstGiven(evaluation, site, form.body);
  const bases = callSitesOf(path).flatMap((made) => firstGiven(evaluation, made, form.base) ?? []);
  const urls = addressesOf(evaluation, source.form, source.site);
  const keys = body === undefined ? undefined : keysOf(evaluation, body);
  return {
    urls:
      bases.length === 0
        ? urls
        : urls.flatMap((url) => textsOf(bases).map((base) => joinUrl(withScheme(base), url))),
    method:
      methodOf(evaluation, source.form, source.site) ??
      methodOf(evaluation, form, site) ??
      (body === undefined ? 'GET' : 'POST'),
    body: body === undefined ? 'none' : keys === undefined ? 'unknown' : isPrompt(keys) ? 'prompt' : 'other',
  };
}

function addressesOf(evaluation: Evaluation, { url, pathAt }: RequestForm, site: CallSite): readonly Text[] {
  const given = argumentAt(evaluation, site, url);
  const urls = given === undefined ? [] : textsOf(given);
  const path = pathAt === undefined ? undefined : argumentAt(evaluation, site, pathAt);
  if (path === undefined) return urls;
  return urls.flatMap((host) => textsOf(path).map((tail) => joinUrl(withScheme(host), tail)));
}

/** `fetch(new Request(url, init))`, `urlopen(Request(url, data=..))`: the request was made before. */
function preparedRequest(
  evaluation: Evaluation,
  form: RequestForm,
  site: CallSite,
): { readonly form: RequestForm; readonly site: CallSite } | undefined {
  for (const { thing } of argumentAt(evaluation, site, form.url) ?? NONE) {
    if (thing.kind !== 'external' || thing.path.step?.kind !== 'call' || thing.path.from === undefined)
      continue;
    const made = thing.path.step.site;
    const meaning = evaluation.paths
      .payloads(thing.path.from)
      .find(({ kind }) => kind === 'prepared-request');
    if (made !== undefined && meaning?.kind === 'prepared-request')
      return { form: meaning.request, site: made };
  }
  return undefined;
}

/** `undefined` when the call does not say; an empty text when it says something we cannot read. */
function methodOf(evaluation: Evaluation, form: RequestForm, site: CallSite): string | undefined {
  if (form.method !== undefined) return form.method;
  if (form.methodAt === undefined) return undefined;
  const given = argumentAt(evaluation, site, form.methodAt);
  return given === undefined ? undefined : (constantText(given)?.toUpperCase() ?? '');
}

function firstGiven(evaluation: Evaluation, site: CallSite, places: RequestForm['body']): Values | undefined {
  for (const place of places) {
    const given = argumentAt(evaluation, site, place);
    if (given !== undefined) return given;
  }
  return undefined;
}

function isPrompt(keys: ReadonlySet<string>): boolean {
  return PROMPT_KEYS.some((key) => keys.has(key));
}

/** Some clients take a bare host. */
function withScheme(base: Text): Text {
  const first = base[0];
  if (first === undefined || first.includes('/') || !first.includes('.')) return base;
  return [`https://${first}`, ...base.slice(1)];
}
