import { createContext } from 'svelte';
import type { StartData } from '../electron/contract/start';

/** What never changes while the app runs. */
export type AppInfo = Pick<StartData, 'version' | 'defaultBaseUrl' | 'keychain'>;

export const [getAppInfo, setAppInfo] = createContext<AppInfo>();
