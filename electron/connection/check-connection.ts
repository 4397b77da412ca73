import type { ApiRequest } from '../api/client';
import { missingStatuses, unusedId } from '../api/user-route';
import {
  outcomes,
  type CheckName,
  type ConnectionReport,
  type Finding,
  type CheckResult,
} from '../contract/connection-report';
import type { Problem } from '../contract/problem';
import { failed, ok, type Result } from '../contract/result';
import type { KeyVerdict } from '../lookup/check-key';
import { probe, type Probe } from './probe';

type CheckConnectionDeps = {
  /** The base URL in the settings. Read once per check. */
  readonly baseUrl: () => string;
  /**
   * The proxies that Chromium uses for a URL, such as `PROXY host:port; DIRECT`. Empty if the proxy
   * script fails.
   */
  readonly resolveProxy: (url: string) => Promise<string>;
  /** Rejects if the name can't be resolved. */
  readonly resolveHost: (host: string) => Promise<unknown>;
  readonly fetch: typeof globalThis.fetch;
  readonly readKey: (baseUrl: string) => Promise<Result<string>>;
  /**
   * Sends the key to the server in the request. It must not read the settings: they may name
   * another server by now, to which this key must not be sent.
   */
  readonly checkKey: (request: ApiRequest) => Promise<Result<KeyVerdict>>;
  readonly now: () => Date;
  /** The timeout of each step: network, keychain, and the key check. */
  readonly limitSeconds: number;
};

type FindingWithDetail = readonly [finding: Finding, detail?: string];

/** Smaller differences cause no problems, for example with certificates. */
const maxMinutesOff = 5;

/**
 * Creates the use case that checks each part of the connection to the server. The key is sent last,
 * and only if the server responded like the API.
 */
export function createCheckConnection(deps: CheckConnectionDeps) {
  const { resolveProxy, resolveHost, fetch, readKey, now, limitSeconds } = deps;
  const limitFor = (signal: AbortSignal) =>
    AbortSignal.any([signal, AbortSignal.timeout(limitSeconds * 1_000)]);

  return async function checkConnection(signal: AbortSignal): Promise<Result<ConnectionReport>> {
    const baseUrl = deps.baseUrl();
    const url = new URL(baseUrl);
    const limit = limitFor(signal);

    const [proxies, nameFinding, probed] = await Promise.all([
      withLimit(limit, resolveProxy(baseUrl), ''),
      withLimit(
        limit,
        resolveHost(url.hostname).then(
          () => 'name-found' as const,
          () => 'name-unknown' as const,
        ),
        'name-unanswered',
      ),
      probe(fetch, `${baseUrl}/user/${unusedId}`, limit),
    ]);

    const proxy = firstProxyOf(proxies);
    const withoutKey = checkEndpoint(probed);
    const { key, endpoint } =
      withoutKey[0] === 'endpoint-answers'
        ? await checkKey(baseUrl, signal, probed)
        : { key: ['key-unasked'] as const, endpoint: withoutKey };
    if (signal.aborted) return failed({ kind: 'cancelled' });

    const findings: Readonly<Record<CheckName, FindingWithDetail>> = {
      name: [proxies !== 'DIRECT' ? 'name-left-to-proxy' : nameFinding],
      proxy: checkProxy(proxies, proxy, probed),
      certificate: checkCertificate(url, probed),
      endpoint,
      key,
      clock: checkClock(probed, now()),
    };
    const lines = (Object.keys(findings) as CheckName[]).map((check) =>
      resultOf(check, findings[check]),
    );
    return ok({ host: url.host, proxy, lines });
  };

  /** The API may find fault with the key before it looks at the path, so the key tells more. */
  async function checkKey(baseUrl: string, signal: AbortSignal, probed: Probe) {
    const limit = limitFor(signal);
    const endpointWithoutKey: FindingWithDetail =
      probed.isReached && missingStatuses.includes(probed.status)
        ? ['endpoint-wrong-address', String(probed.status)]
        : ['endpoint-answers'];
    const unsent = (key: Finding) => ({ key: [key] as const, endpoint: endpointWithoutKey });
    const key = await withLimit(limit, readKey(baseUrl), null);
    if (key === null) return unsent('key-unanswered');
    if (!key.ok) return unsent(key.problem.kind === 'no-key' ? 'key-missing' : 'key-withheld');
    const checked = await deps.checkKey({
      baseUrl,
      apiKey: key.value,
      timeOutSeconds: limitSeconds,
      signal,
    });
    const answers = ['endpoint-answers'] as const;
    if (!checked.ok) {
      const { code }: Facts = checked.problem;
      const isExpired = (code ?? '').includes('EXPIRED');
      return { key: [isExpired ? 'key-expired' : 'key-refused'] as const, endpoint: answers };
    }
    const { check, problem } = checked.value;
    if (problem !== null)
      return { key: ['key-unasked'] as const, endpoint: endpointOf(problem) ?? answers };
    const finding = check === 'accepted' ? 'key-accepted' : 'key-unproven';
    return { key: [finding] as const, endpoint: answers };
  }
}

function resultOf(check: CheckName, [finding, detail]: FindingWithDetail): CheckResult {
  return { check, outcome: outcomes[finding], finding, ...(detail !== undefined && { detail }) };
}

/** The value of a promise, or the fallback if the limit is aborted before. */
function withLimit<T>(limit: AbortSignal, promise: Promise<T>, fallback: T): Promise<T> {
  const aborted = new Promise<T>((resolve) => {
    if (limit.aborted) resolve(fallback);
    limit.addEventListener('abort', () => resolve(fallback), { once: true });
  });
  return Promise.race([promise, aborted]);
}

/**
 * `host:port` of the first proxy; null for a direct connection. Leaves out credentials, which a
 * proxy script can contain.
 */
function firstProxyOf(proxies: string): string | null {
  const address = /^(?:PROXY|HTTPS|SOCKS\d?|QUIC)\s+([^\s;]+)/i.exec(proxies)?.[1];
  return address === undefined ? null : address.slice(address.lastIndexOf('@') + 1);
}

function checkProxy(proxies: string, proxy: string | null, probed: Probe): FindingWithDetail {
  if (proxies === '') return ['proxy-script-failed'];
  if (proxy === null) return ['proxy-none'];
  if (probed.isReached) return ['proxy-works'];
  const { problem } = probed;
  if (problem.kind === 'proxy-password-needed') return ['proxy-password-needed'];
  if (problem.kind === 'proxy-failed') return ['proxy-failed', problem.detail];
  const isServerReached =
    problem.kind === 'redirect-refused' || certificateFindings[problem.kind] !== undefined;
  return [isServerReached ? 'proxy-works' : 'proxy-untold'];
}

const certificateFindings: Partial<Record<Problem['kind'], Finding>> = {
  certificate: 'certificate-refused',
  'client-certificate': 'certificate-client-wanted',
  'no-encryption': 'certificate-no-encryption',
};

function checkCertificate(url: URL, probed: Probe): FindingWithDetail {
  if (url.protocol === 'http:') return ['certificate-not-needed'];
  if (probed.isReached || probed.problem.kind === 'redirect-refused')
    return ['certificate-trusted'];
  const { problem } = probed;
  const finding = certificateFindings[problem.kind];
  if (finding === undefined) return ['certificate-unseen'];
  const { detail }: Facts = problem;
  return detail === undefined ? [finding] : [finding, detail];
}

function checkEndpoint(probed: Probe): FindingWithDetail {
  if (probed.isReached) {
    const status = String(probed.status);
    if (probed.status === 511) return ['endpoint-foreign', status];
    if (probed.status >= 500) return ['endpoint-in-trouble', status];
    if (probed.isApi) return ['endpoint-answers'];
    if (probed.isEmpty && probed.status === 200) return ['endpoint-empty', status];
    return [
      missingStatuses.includes(probed.status) ? 'endpoint-wrong-address' : 'endpoint-foreign',
      status,
    ];
  }
  const { problem } = probed;
  return (
    endpointOf(problem) ??
    ('detail' in problem ? ['endpoint-silent', problem.detail] : ['endpoint-silent'])
  );
}

/** What problems say about the endpoint. Of the unreached ones another check says more. */
const endpointFindings: Partial<Record<Problem['kind'], Finding>> = {
  'wrong-address': 'endpoint-wrong-address',
  'redirect-refused': 'endpoint-redirects',
  'empty-answer': 'endpoint-empty',
  interrupted: 'endpoint-interrupted',
  'not-json': 'endpoint-foreign',
  'unexpected-answer': 'endpoint-foreign',
  'server-trouble': 'endpoint-in-trouble',
  'unknown-host': 'endpoint-unreached',
  certificate: 'endpoint-unreached',
  'client-certificate': 'endpoint-unreached',
  'no-encryption': 'endpoint-unreached',
  'proxy-failed': 'endpoint-unreached',
  'proxy-password-needed': 'endpoint-unreached',
};

/** Facts that some problems hold. */
type Facts = {
  readonly kind: Problem['kind'];
  readonly detail?: string;
  readonly status?: number;
  readonly code?: string;
};

/** Null if the problem says nothing about the endpoint. */
function endpointOf(problem: Problem): FindingWithDetail | null {
  const finding = endpointFindings[problem.kind];
  if (finding === undefined) return null;
  const { detail, status }: Facts = problem;
  const shown = detail ?? status?.toString();
  return finding === 'endpoint-unreached' || shown === undefined ? [finding] : [finding, shown];
}

function checkClock(probed: Probe, now: Date): FindingWithDetail {
  if (!probed.isReached || Number.isNaN(probed.time)) return ['clock-untold'];
  const minutesOff = Math.round(Math.abs(now.getTime() - probed.time) / 60_000);
  return minutesOff > maxMinutesOff ? ['clock-wrong', String(minutesOff)] : ['clock-right'];
}
