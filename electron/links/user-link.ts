/** The URL scheme that the installers register: see electron-builder.yml. */
const linkScheme = 'account-inspector';

/** Only `account-inspector://user/usr_…`: no port, query, fragment or percent-encoding. */
const userLink = /^account-inspector:\/\/user\/(usr_[A-Za-z0-9_-]{1,128})\/?$/;

/**
 * The user's id in a link; null for anything else. A link is untrusted input, because any web page
 * and any program can open one. Scheme and host must be in lower case, as systems pass them on.
 */
export function userIdFromLink(link: string): string | null {
  return userLink.exec(link)?.[1] ?? null;
}

/**
 * Finds the link in the command line with which Windows and Linux open it; null if there is none.
 */
export function findLink(args: readonly string[]): string | null {
  return args.find((arg) => arg.toLowerCase().startsWith(`${linkScheme}:`)) ?? null;
}

/** Holds the id of the most recently opened link until the renderer takes it. */
export interface PendingLink {
  /** Stores the link's id. Ignores an invalid link. */
  readonly open: (link: string) => void;
  /** Returns the id once; null if none is pending. */
  readonly take: () => string | null;
}

/** @param onOpened called for each valid link, after its id was stored */
export function createPendingLink(onOpened: () => void): PendingLink {
  let pendingId: string | null = null;
  return {
    open(link) {
      const id = userIdFromLink(link);
      if (id === null) return;
      pendingId = id;
      onOpened();
    },
    take() {
      const id = pendingId;
      pendingId = null;
      return id;
    },
  };
}
