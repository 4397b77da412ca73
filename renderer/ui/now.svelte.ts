import { createSubscriber } from 'svelte/reactivity';

const refreshMs = 20_000;

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, refreshMs);
  return () => clearInterval(timer);
});

/** The time, as a value that moves on while something on the screen shows it; milliseconds since 1970. */
export function now(): number {
  subscribe();
  return Date.now();
}
