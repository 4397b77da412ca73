/** The time that a server sent last, and this computer's time then. Milliseconds since 1970. */
export type ServerTime = { readonly server: number; readonly local: number };

/** Compares this computer's clock with the `Date` headers of responses. */
export interface ServerClock {
  /** A `fetch` that reads the `Date` header of each response. */
  readonly hearing: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch;
  /** Null until a server has sent a time. */
  readonly last: () => ServerTime | null;
}

/**
 * The format in which servers have to send a date
 * (https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7). `Date.parse` alone accepts almost
 * anything.
 */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

export function createServerClock(now: () => Date): ServerClock {
  let last: ServerTime | null = null;
  return {
    hearing:
      (fetch) =>
      async (...request) => {
        const response = await fetch(...request);
        const header = response.headers.get('date') ?? '';
        const server = httpDate.test(header) ? Date.parse(header) : NaN;
        if (!Number.isNaN(server)) last = { server, local: now().getTime() };
        return response;
      },
    last: () => last,
  };
}
