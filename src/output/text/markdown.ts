const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const entity = (character: string): string => `&#${character.codePointAt(0) ?? 0};`;

/**
 * A text from a repository as one line of GitHub Flavored Markdown in which it can be nothing but text: no tag, no
 * markup, no link, no mention, no cell border, no control or bidirectional character.
 */
export function markdownText(text: string): string {
  return (
    text
      .replaceAll(/\s+/g, " ")
      .trim()
      .replaceAll(controls, "\uFFFD")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll(/[\\`*_[\]#|~$]/g, entity)
      // At the start of a line these would begin a list or a rule.
      .replace(/^[-+=]/, entity)
      .replace(/^(\d+)([.)])/, (_, digits: string, dot: string) => digits + entity(dot))
      // A zero-width space breaks mentions and what would become a link by itself.
      .replaceAll("@", "@\u200B")
      .replaceAll("://", ":\u200B//")
      .replaceAll(/www\./gi, (start) => `${start.slice(0, -1)}\u200B.`)
  );
}

/** A text as inline code: backticks and borders are taken out, the rest is literal there. */
export function markdownCode(text: string): string {
  const line = text
    .replaceAll(/\s+/g, " ")
    .replaceAll(controls, "\uFFFD")
    .replaceAll("`", "'")
    .replaceAll("|", "\u00A6")
    .trim();
  return line === "" ? "" : `\`${line}\``;
}

/** A path as a URI reference from the root of the sources. */
export const uriOf = (file: string): string => file.split("/").map(encodeURIComponent).join("/");
