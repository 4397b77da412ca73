const utf8Mark = [0xef, 0xbb, 0xbf];

/**
 * Decodes a body in the charset that its `Content-Type` declares. The JSON standard requires UTF-8,
 * but old servers declare other charsets. A UTF-8 byte order mark overrides the declaration.
 * Without a known charset, the body is decoded as UTF-8, and invalid bytes become U+FFFD.
 */
export function decodeBody(bytes: ArrayBuffer, contentType: string): string {
  const start = new Uint8Array(bytes.slice(0, utf8Mark.length));
  const isUtf8 = utf8Mark.every((byte, index) => start[index] === byte);
  const declared = /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType)?.[1];
  return decoderFor(isUtf8 ? undefined : declared).decode(bytes);
}

function decoderFor(charset: string | undefined): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
