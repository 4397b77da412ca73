import * as v from 'valibot';
import { limits } from './limits';

/** Host names as browsers take them; an address of IPv6 stands in brackets. */
const addressParts = /^(?:(https?|socks5):\/\/)?(\[[\da-f:.]+\]|[^\s/?#@:[\]]+):(\d{1,5})\/?$/i;

/**
 * A proxy's address: `host:port`, with `http://`, `https://` or `socks5://` before it, or nothing, which is http. No name
 * and no password: those are asked for when the proxy wants them, and are kept elsewhere.
 */
export const proxyAddressSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(limits.urlLength),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const [, scheme = 'http', host = '', port = ''] = addressParts.exec(dataset.value) ?? [];
    const hostUrl = `https://${host}/`;
    if (host === '' || !URL.canParse(hostUrl) || Number(port) < 1 || Number(port) > 65_535) {
      addIssue();
      return NEVER;
    }
    return `${scheme.toLowerCase()}://${new URL(hostUrl).hostname}:${Number(port)}`;
  }),
);

/** Where a proxy script (PAC) lies: https, or http, because company networks serve theirs so. */
export const proxyScriptSchema = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(limits.urlLength),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const url = URL.canParse(dataset.value) ? new URL(dataset.value) : null;
    const isUsable =
      url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
    if (!isUsable) {
      addIssue();
      return NEVER;
    }
    return url.href;
  }),
);

/** How the app reaches the network. */
export const proxySchema = v.variant('use', [
  v.strictObject({ use: v.literal('system') }),
  v.strictObject({ use: v.literal('none') }),
  v.strictObject({ use: v.literal('address'), address: proxyAddressSchema }),
  v.strictObject({ use: v.literal('script'), url: proxyScriptSchema }),
]);

export type ProxySetting = v.InferOutput<typeof proxySchema>;
