import type { InspectorBridge } from '../electron/contract/bridge';

declare global {
  interface Window {
    readonly inspector: InspectorBridge;
  }
}
