/**
 * Host names of a private network or of this computer. Some are reserved
 * (https://www.iana.org/assignments/special-use-domain-names), others are in common use
 * (https://www.rfc-editor.org/rfc/rfc6762#appendix-G).
 */
const privateHostName =
  /\.(local|localhost|localdomain|internal|intranet|private|corp|home|lan|arpa)$/;

/**
 * At least two labels, and the last one starts with a letter. This excludes IP addresses in any
 * notation: `URL` normalizes an IPv4 address so that its last label is a number
 * (https://url.spec.whatwg.org/#ends-in-a-number-checker), and puts an IPv6 address in brackets.
 */
const publicHostName = /^([\w-]+\.)+[a-z][a-z\d-]+$/;

/**
 * Parses the URL of a photo; null if the app must not fetch it.
 *
 * Users control their `profile_image`, so it must not make this computer send requests into the
 * company's network. The check is by name only. A public name that resolves to a private address
 * gets no further than the TLS handshake, because the private server has no certificate for that
 * name.
 */
export function parsePhotoUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && isPublic(url) ? url : null;
}

function isPublic({ protocol, username, password, port, hostname }: URL): boolean {
  return (
    protocol === 'https:' &&
    username === '' &&
    password === '' &&
    // `URL` drops the default port, 443.
    port === '' &&
    publicHostName.test(hostname) &&
    !privateHostName.test(hostname)
  );
}
