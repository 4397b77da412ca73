/** What is laid out nowhere gets a size: 600 pixels of a list are in sight. */
export function giveListsAHeight(): void {
  class ResizeObserver {
    constructor(private readonly onresize: (entries: readonly object[]) => void) {}
    observe(target: Element): void {
      queueMicrotask(() => this.onresize([{ target, contentRect: { width: 300, height: 600 } }]));
    }
    unobserve(): void {
      // Nothing is told twice.
    }
    disconnect(): void {
      // Nothing is told twice.
    }
  }
  Object.assign(document.defaultView ?? {}, { ResizeObserver });
}
