import type { InspectorBridge } from '../electron/preload';

declare global {
  interface Window {
    readonly inspector: InspectorBridge;
  }
}
