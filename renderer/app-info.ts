import { createContext } from 'svelte';
import type { StartData } from '../electron/contract/start';

/** Facts about the app that do not change while it runs. */
export type AppInfo = Pick<StartData, 'version' | 'defaultBaseUrl' | 'keychain'>;

export const [getAppInfo, setAppInfo] = createContext<AppInfo>();
