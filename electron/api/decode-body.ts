const utf8Mark = [0xef, 0xbb, 0xbf];

/**
 * Decodes a body in the charset that its `Content-Type` declares. JSON is UTF-8 by its standard, but
 * old servers declare others. A byte order mark of UTF-8 outranks the declaration. Without a known
 * charset the body is read as UTF-8, and damaged bytes become U+FFFD.
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
