import type { ProxyConfig } from 'electron';
import type { ProxySetting } from '../contract/proxy-setting';

/**
 * Converts the setting to Electron's form.
 *
 * Chromium never uses a proxy for loopback addresses. So a key that is sent over plain http, which
 * is allowed for loopback addresses only, never leaves this computer.
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
