/**
 * The test environment has no layout, so elements have no size. This gives each observed element a
 * height of 600 pixels, so that a virtual list renders rows.
 */
export function giveListsAHeight(): void {
  class ResizeObserver {
    constructor(private readonly onresize: (entries: readonly object[]) => void) {}
    observe(target: Element): void {
      queueMicrotask(() => this.onresize([{ target, contentRect: { width: 300, height: 600 } }]));
    }
    unobserve(): void {
      // There is nothing to stop, because each element is reported only once.
    }
    disconnect(): void {
      // There is nothing to stop, because each element is reported only once.
    }
  }
  Object.assign(document.defaultView ?? {}, { ResizeObserver });
}
