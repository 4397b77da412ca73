import * as v from 'valibot';
import { limits } from './limits';

/** Captures scheme, host and port. An IPv6 address is in brackets, as in URLs. */
const addressParts = /^(?:(https?|socks5):\/\/)?(\[[\da-f:.]+\]|[^\s/?#@:[\]]+):(\d{1,5})\/?$/i;

/**
 * A proxy's address, `[scheme://]host:port`. The scheme is `http` (the default), `https` or
 * `socks5`. User name and password are not allowed: the app asks for them when the proxy does, and
 * keeps them in the keychain. The output has a scheme, a lower-case host and no slash at its end.
 */
const proxyAddressSchema = v.pipe(
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

/**
 * The URL of a proxy auto-configuration (PAC) script. Allows http, because company networks
 * commonly serve the script that way.
 */
const proxyScriptSchema = v.pipe(
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

/** The proxy that the app's requests use. */
export const proxySchema = v.variant('use', [
  v.strictObject({ use: v.literal('system') }),
  v.strictObject({ use: v.literal('none') }),
  v.strictObject({ use: v.literal('address'), address: proxyAddressSchema }),
  v.strictObject({ use: v.literal('script'), url: proxyScriptSchema }),
]);

export type ProxySetting = v.InferOutput<typeof proxySchema>;
