/** The scheme that the installers register. */
export const linkScheme = 'account-inspector';

/** `account-inspector://user/usr_…` and nothing besides: no port, no query, no fragment, nothing encoded. */
const userLink = /^account-inspector:\/\/user\/(usr_[A-Za-z0-9_-]{1,128})\/?$/;

/**
 * The id in a link, or null for anything else: any web page and any program can open a link with whatever they like in it.
 * The scheme and the host come in lower case: a system that knows the scheme writes them so, and there is one way to write it.
 */
export function idInLink(link: string): string | null {
  return userLink.exec(link)?.[1] ?? null;
}

/** The link among the arguments with which Windows and Linux start the app, or null. */
export function linkAmong(args: readonly string[]): string | null {
  return args.find((arg) => arg.toLowerCase().startsWith(`${linkScheme}:`)) ?? null;
}

/** The id of the link that was opened last, until the page takes it. */
export interface WaitingLink {
  /** Keeps the id in it; a link that is none changes nothing. */
  readonly open: (link: string) => void;
  /** Gives the id once. */
  readonly take: () => string | null;
}

/** @param onOpened is told that an id waits */
export function createWaitingLink(onOpened: () => void): WaitingLink {
  let waiting: string | null = null;
  return {
    open(link) {
      const id = idInLink(link);
      if (id === null) return;
      waiting = id;
      onOpened();
    },
    take() {
      const id = waiting;
      waiting = null;
      return id;
    },
  };
}
