/** Characters that XML 1.0 cannot hold. */
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** A text as XML holds it, in elements and attributes alike. */
export const xml = (text: string): string =>
  text
    .replaceAll(unwritable, "\uFFFD")
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? "")
    .replaceAll("\n", "&#10;");

/** An element with its attributes, both escaped; the content is taken as it is. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ""): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(String(value))}"`);
  return content === "" ? `<${name}${written.join("")}/>` : `<${name}${written.join("")}>${content}</${name}>`;
}
