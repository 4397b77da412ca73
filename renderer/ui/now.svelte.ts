import { createSubscriber } from 'svelte/reactivity';

const refreshMs = 20_000;

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, refreshMs);
  return () => clearInterval(timer);
});

/**
 * The current time in milliseconds since the Unix epoch. It is reactive: components and effects
 * that read it update every 20 seconds.
 */
export function now(): number {
  subscribe();
  return Date.now();
}
