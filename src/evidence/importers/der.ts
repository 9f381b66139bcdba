/** An element of DER: a tag, and its content. */
export interface DerElement {
  readonly tag: number;
  readonly content: Buffer;
}

/** Elements of one level that are read; a certificate has fewer. */
const MOST = 100;

/** The elements that stand one after the other in some bytes; undefined if these are no DER. */
export function derElements(bytes: Buffer): DerElement[] | undefined {
  const elements: DerElement[] = [];
  let at = 0;
  while (at < bytes.length) {
    const [tag, first] = [bytes[at], bytes[at + 1]];
    if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || elements.length >= MOST) return undefined;
    // A length up to 127 stands in its own byte; a longer one in the bytes that the first one counts.
    const more = first < 0x80 ? 0 : first & 0x7f;
    if (first === 0x80 || more > 4 || at + 2 + more > bytes.length) return undefined;
    const start = at + 2 + more;
    const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
    if (start + length > bytes.length) return undefined;
    elements.push({ tag, content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return elements;
}

const [SEQUENCE, OBJECT_IDENTIFIER, OCTET_STRING, EXTENSIONS] = [0x30, 0x06, 0x04, 0xa3];

/** The elements within the element of a tag; empty if there is none. */
const within = (elements: readonly DerElement[] | undefined, tag: number): DerElement[] => {
  const found = elements?.find((one) => one.tag === tag);
  return (found && derElements(found.content)) ?? [];
};

/** The values of a certificate's extensions by their object identifiers, in hexadecimal (RFC 5280, 4.1). */
export function extensionsOf(certificate: Buffer): ReadonlyMap<string, Buffer> {
  const body = within(within(derElements(certificate), SEQUENCE), SEQUENCE);
  const listed = within(within(body, EXTENSIONS), SEQUENCE);
  return new Map(
    listed.flatMap(({ content }): [string, Buffer][] => {
      const parts = derElements(content) ?? [];
      const [id, value] = [OBJECT_IDENTIFIER, OCTET_STRING].map((tag) => parts.find((one) => one.tag === tag));
      return id && value ? [[id.content.toString("hex"), value.content]] : [];
    }),
  );
}
