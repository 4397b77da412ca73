import type { ApiRequest } from '../api/client';
import {
  outcomes,
  type CheckName,
  type ConnectionReport,
  type Finding,
  type CheckResult,
} from '../contract/connection-report';
import { type KeyCheck } from '../contract/key';
import type { Problem } from '../contract/problem';
import { failed, ok, type Result } from '../contract/result';
import { idOfNobody } from '../lookup/check-key';
import { probe, type Probe } from './probe';

type CheckConnectionDeps = {
  /** The server's base URL. */
  readonly baseUrl: () => string;
  /** Which proxies Chromium tries for a URL: `PROXY host:port; DIRECT`, or nothing where its script fails. */
  readonly resolveProxy: (url: string) => Promise<string>;
  /** Rejects where nobody knows the host. */
  readonly resolveHost: (host: string) => Promise<unknown>;
  readonly fetch: typeof globalThis.fetch;
  readonly readKey: (baseUrl: string) => Promise<Result<string>>;
  /** Asks the server that the request names, whichever is set by now: the key is that one's alone. */
  readonly checkKey: (request: ApiRequest) => Promise<Result<KeyCheck>>;
  readonly now: () => Date;
  /** For each question: to the network, the keychain, and the server about the key. */
  readonly limitSeconds: number;
};

/** A check with what it found. */
type Found = readonly [finding: Finding, detail?: string];

const mostMinutesOff = 5;

/**
 * The use case: finds out what stands between this computer and the server. Only the last step carries the key, and only
 * to what answers as the API does.
 */
export function createCheckConnection(parts: CheckConnectionDeps) {
  const { resolveProxy, resolveHost, fetch, readKey, now, limitSeconds } = parts;
  const limitFor = (signal: AbortSignal) =>
    AbortSignal.any([signal, AbortSignal.timeout(limitSeconds * 1_000)]);

  return async function checkConnection(signal: AbortSignal): Promise<Result<ConnectionReport>> {
    const baseUrl = parts.baseUrl();
    const url = new URL(baseUrl);
    const limit = limitFor(signal);

    const [proxies, knownHost, probed] = await Promise.all([
      within(limit, resolveProxy(baseUrl), ''),
      within(
        limit,
        resolveHost(url.hostname).then(
          () => 'name-found' as const,
          () => 'name-unknown' as const,
        ),
        'name-unanswered',
      ),
      probe(fetch, `${baseUrl}/user/${idOfNobody}`, limit),
    ]);

    const proxy = proxyIn(proxies);
    const endpoint = endpointOf(probed);
    const key: Found =
      endpoint[0] === 'endpoint-answers' ? await checkKey(baseUrl, signal) : ['key-unasked'];
    if (signal.aborted) return failed({ kind: 'cancelled' });

    const found: Readonly<Record<CheckName, Found>> = {
      name: [proxies !== 'DIRECT' ? 'name-left-to-proxy' : knownHost],
      proxy: proxyOf(proxies, proxy, probed),
      certificate: certificateOf(url, probed),
      endpoint,
      key,
      clock: clockOf(probed, now()),
    };
    const lines = (Object.keys(found) as CheckName[]).map((check) => lineOf(check, found[check]));
    return ok({ host: url.host, proxy, lines });
  };

  async function checkKey(baseUrl: string, signal: AbortSignal): Promise<Found> {
    const limit = limitFor(signal);
    const key = await within(limit, readKey(baseUrl), null);
    if (key === null) return ['key-unanswered'];
    if (!key.ok) return [key.problem.kind === 'no-key' ? 'key-missing' : 'key-withheld'];
    const checked = await parts.checkKey({
      baseUrl,
      apiKey: key.value,
      timeOutSeconds: limitSeconds,
      signal,
    });
    if (!checked.ok) return ['key-refused'];
    return [checked.value === 'accepted' ? 'key-accepted' : 'key-unasked'];
  }
}

function lineOf(check: CheckName, [finding, detail]: Found): CheckResult {
  return { check, outcome: outcomes[finding], finding, ...(detail !== undefined && { detail }) };
}

/** What a promise gives, or something else once the limit is reached. */
function within<T>(limit: AbortSignal, promise: Promise<T>, otherwise: T): Promise<T> {
  const late = new Promise<T>((resolve) => {
    if (limit.aborted) resolve(otherwise);
    limit.addEventListener('abort', () => resolve(otherwise), { once: true });
  });
  return Promise.race([promise, late]);
}

/** The first proxy's host and port, without a name and a password that a script may hold; null where none is used. */
function proxyIn(proxies: string): string | null {
  const address = /^(?:PROXY|HTTPS|SOCKS\d?|QUIC)\s+([^\s;]+)/i.exec(proxies)?.[1];
  return address === undefined ? null : address.slice(address.lastIndexOf('@') + 1);
}

function proxyOf(proxies: string, proxy: string | null, probed: Probe): Found {
  if (proxies === '') return ['proxy-script-failed'];
  if (proxy === null) return ['proxy-none'];
  if (probed.isReached) return ['proxy-works'];
  const { problem } = probed;
  if (problem.kind === 'proxy-password-needed') return ['proxy-password-needed'];
  if (problem.kind === 'proxy-failed') return ['proxy-failed', problem.detail];
  const isServerReached = problem.kind === 'certificate' || problem.kind === 'redirect-refused';
  return [isServerReached ? 'proxy-works' : 'proxy-untold'];
}

function certificateOf(url: URL, probed: Probe): Found {
  if (url.protocol === 'http:') return ['certificate-not-needed'];
  if (probed.isReached || probed.problem.kind === 'redirect-refused')
    return ['certificate-trusted'];
  const { problem } = probed;
  return problem.kind === 'certificate'
    ? ['certificate-refused', problem.detail]
    : ['certificate-unseen'];
}

/** Problems that have a check of their own. */
const foundElsewhere: readonly Problem['kind'][] = [
  'unknown-host',
  'certificate',
  'proxy-failed',
  'proxy-password-needed',
];

function endpointOf(probed: Probe): Found {
  if (probed.isReached) {
    const status = String(probed.status);
    if (probed.status >= 500) return ['endpoint-in-trouble', status];
    return probed.isApi ? ['endpoint-answers'] : ['endpoint-foreign', status];
  }
  const { problem } = probed;
  if (problem.kind === 'redirect-refused') return ['endpoint-redirects'];
  if (foundElsewhere.includes(problem.kind)) return ['endpoint-unreached'];
  return 'detail' in problem ? ['endpoint-silent', problem.detail] : ['endpoint-silent'];
}

function clockOf(probed: Probe, now: Date): Found {
  if (!probed.isReached || Number.isNaN(probed.time)) return ['clock-untold'];
  const minutesOff = Math.round(Math.abs(now.getTime() - probed.time) / 60_000);
  return minutesOff > mostMinutesOff ? ['clock-wrong', String(minutesOff)] : ['clock-right'];
}
