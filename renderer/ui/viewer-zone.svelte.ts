import { createSubscriber } from 'svelte/reactivity';

const refreshMs = 20_000;

let zone = $state<string | null | undefined>();

const subscribe = createSubscriber(() => {
  const timer = setInterval(() => (zone = systemZone()), refreshMs);
  return () => clearInterval(timer);
});

/**
 * The computer's time zone as an IANA name. It is reactive, because laptops travel. Null if the
 * system names no zone that ICU knows. ICU then reports `Etc/Unknown`, which `Intl` rejects.
 */
export function viewerZone(): string | null {
  subscribe();
  return zone === undefined ? systemZone() : zone;
}

function systemZone(): string | null {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch {
    return null;
  }
}
