import type { ProxyConfig } from 'electron';
import type { ProxySetting } from '../contract/proxy-setting';

/**
 * The setting in Chromium's form. Chromium never uses a proxy for addresses of this computer: a key
 * that is sent over plain http, which is allowed on this computer only, stays on it.
 */
export function proxyConfigOf(setting: ProxySetting): ProxyConfig {
  switch (setting.use) {
    case 'system':
      return { mode: 'system' };
    case 'none':
      return { mode: 'direct' };
    case 'address':
      return { mode: 'fixed_servers', proxyRules: setting.address };
    case 'script':
      return { mode: 'pac_script', pacScript: setting.url };
  }
}
