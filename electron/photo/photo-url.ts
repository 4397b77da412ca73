/**
 * Names that lead into a house or a company, or to this computer: reserved ones
 * (https://www.iana.org/assignments/special-use-domain-names) and those in use without being so
 * (https://www.rfc-editor.org/rfc/rfc6762#appendix-G).
 */
const inside = /\.(local|localhost|localdomain|internal|intranet|private|corp|home|lan|arpa)$/;

/**
 * Two labels or more, the last of which begins with a letter: `URL` writes an IPv4 address of any form with a number there
 * (https://url.spec.whatwg.org/#ends-in-a-number-checker), and an IPv6 one in brackets.
 */
const publicName = /^([\w-]+\.)+[a-z][a-z\d-]+$/;

/**
 * The address from which a photo may be fetched, or null. A customer writes `profile_image`, so it must not make this
 * computer call what stands inside the company's network. A public name that leads to a machine in there gets no
 * further than the handshake: Chromium sends its request only to who has the certificate for that name.
 */
export function photoAddress(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && isPublic(url) ? url : null;
}

function isPublic({ protocol, username, password, port, hostname }: URL): boolean {
  return (
    protocol === 'https:' &&
    username === '' &&
    password === '' &&
    // The 443 of https comes out as no port.
    port === '' &&
    publicName.test(hostname) &&
    !inside.test(hostname)
  );
}
