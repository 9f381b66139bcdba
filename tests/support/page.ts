// A page as a strict parser sees it.
import { XmlElement, parseXml } from "@rgrove/parse-xml";
import { expect } from "vitest";

/**
 * A page is well-formed XML too, but for attributes without a value and for `]]>`, which XML does not want in a text. A
 * strict parser then sees the same elements as a browser, and refuses what a browser would put up with.
 */
export const parsed = (html: string): XmlElement =>
  parseXml(
    html
      .replace('findings" hidden>', 'findings" hidden="">')
      .replaceAll("<details open>", '<details open="">')
      .replaceAll("]]>", "]]&gt;"),
  ).root as XmlElement;

export function elements(root: XmlElement, name?: string): XmlElement[] {
  const below = root.children.flatMap((child) => (child instanceof XmlElement ? elements(child) : []));
  return [root, ...below].filter((one) => name === undefined || one.name === name);
}

export const only = (root: XmlElement, name: string): XmlElement => {
  const found = elements(root, name);
  expect(found).toHaveLength(1);
  return found[0] as XmlElement;
};

export const words = (text: string): string => text.replaceAll("`", "").replaceAll(/\s+/g, " ").trim();
export const textOf = (one: XmlElement): string => words(one.text);

/** The part under a heading of the second level. */
export const part = (root: XmlElement, id: string): XmlElement =>
  elements(root, "section").find((one) => one.attributes["aria-labelledby"] === id) as XmlElement;

/** The elements and their attributes, without what quotes source. */
export function shape(html: string): string[] {
  const walk = (one: XmlElement): string[] =>
    ["code", "mark"].includes(one.name)
      ? []
      : [
          `${one.name} ${Object.keys(one.attributes).join()} ${one.attributes["href"] ?? ""}`,
          ...one.children.flatMap((child) => (child instanceof XmlElement ? walk(child) : [])),
        ];
  return walk(parsed(html));
}

/** Texts that would be markup where they are not escaped. */
export const attacks = [
  "</script><script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</title></style><style>*{}</style><!-- --> ]]>",
  "a\nb\r\nc\u0000\u001B[31m\u202Etxt\u2066\uFFFF\uD800",
  "&lt;b&gt; &#60; ' `",
  "javascript:alert(1)",
  "{{x}} ${x}",
];
