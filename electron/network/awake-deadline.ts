/** A timer that is this late did not run: the computer slept, or the process was stopped. */
const sleptMilliseconds = 1_000;

const tickMilliseconds = 250;

/** A timeout that can be stopped. */
export type Deadline = {
  readonly signal: AbortSignal;
  /** Stops the clock. The signal is not aborted any more. */
  readonly stop: () => void;
};

/**
 * Aborts a signal after some time awake. `AbortSignal.timeout` also counts the time asleep on most
 * systems, and on waking its timer fires before a response that arrived meanwhile is read.
 */
export function awakeDeadline(milliseconds: number): Deadline {
  const controller = new AbortController();
  let left = milliseconds;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const tick = Math.min(left, tickMilliseconds);
    const due = performance.now() + tick;
    timer = setTimeout(() => {
      if (performance.now() - due < sleptMilliseconds) left -= tick;
      if (left > 0) wait();
      else controller.abort(new DOMException('The operation timed out', 'TimeoutError'));
    }, tick);
  };
  wait();
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}
