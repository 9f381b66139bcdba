import { type CardRole, roleOf } from "./card-texts.ts";
import type { SourceValue } from "./data-reader.ts";
import { type MarkdownSection, piecesOf } from "./markdown-reader.ts";

/** A section, what it is for, and the titles of the sections around it. */
export interface RoledSection {
  readonly role: CardRole;
  readonly section: MarkdownSection;
  readonly above: readonly string[];
}

/** Sections with what they are for; one within a section on limitations, with no name of its own here, belongs to it. */
export function withRoles(sections: readonly MarkdownSection[]): RoledSection[] {
  const above: { level: number; role: CardRole; title: string }[] = [];
  return sections.map((section) => {
    while ((above.at(-1)?.level ?? -1) >= section.level && above.length > 0) above.pop();
    const inherited = above.at(-1)?.role;
    const role = roleOf(section.title) ?? (inherited === "limits" || inherited === "out-of-scope" ? inherited : "none");
    const titles = above.map(({ title }) => title);
    above.push({ level: section.level, role, title: section.title });
    return { role, section, above: titles };
  });
}

/**
 * The texts of a card by what they are for. A label of its own, such as `**Out-of-scope use cases**: diagnosis`, counts
 * more than the heading, and is not part of the text then. Any other label belongs to the text.
 */
export function textsByRole(sections: readonly RoledSection[]): (role: CardRole) => SourceValue[] {
  const texts = sections.flatMap(({ role, section }) =>
    piecesOf(section).flatMap((piece) => {
      // A prompt such as `Intended users (roles or teams):` with nothing behind it.
      if (piece.value.endsWith(":")) return [];
      const own = piece.label === "" ? undefined : roleOf(piece.label);
      const isSaid = own === undefined || (own === role && own !== "use" && own !== "users");
      return [{ role: own ?? role, value: isSaid ? piece.value : piece.rest, place: piece.place }];
    }),
  );
  return (role) => texts.filter((one) => one.role === role).map(({ value, place }) => ({ value, place }));
}

/** Titles of sections whose names, versions and dates are not those of the model. */
const aboutOthers =
  /\bdata(?:sets?)?\b|\btrain(?:ing)?\b|\bevaluation\b|\bsoftware\b|\brequirements?\b|\bdependenc|\benvironment\b|\bframework\b|\bchange ?log\b|\bhistory\b|\bcitation\b|\binfrastructure\b|\bhardware\b/;

/** The sections that are about the model itself. */
export const aboutModel = (sections: readonly RoledSection[]): MarkdownSection[] =>
  sections.filter(({ section, above }) => ![section.title, ...above].some((title) => aboutOthers.test(title))).map(({ section }) => section); // prettier-ignore

/** Headings that name no model. */
const generic =
  /^(?:(?:the )?model cards?|overview|introduction|about|summary|readme|description|disclaimer|abstract|background|table of contents|contents|model (?:details|description|overview|information|summary|card template|id)|usage|getting started|installation|license)$/i;

/** Whether the first heading says that nobody has filled the card in. */
export const isTemplateHeading = (sections: readonly MarkdownSection[]): boolean => {
  const heading = sections.find(({ level }) => level > 0)?.heading.value;
  return (
    typeof heading === "string" &&
    /\btemplate\b|\bmodel name here\b|\[(?:your )?model(?: name)?\]/i.test(heading.slice(0, 200))
  );
};

/** The name of the model in the first heading, as in `Model card for ward-sepsis`; undefined if it has none. */
export function nameInHeading(sections: readonly MarkdownSection[]): SourceValue | undefined {
  const first = sections.find(({ level }) => level > 0);
  if (!first || first.level > 1 || typeof first.heading.value !== "string" || first.heading.value.length > 200) return undefined; // prettier-ignore
  const words = first.heading.value
    .replaceAll(/[\p{Extended_Pictographic}\uFE0F]/gu, "")
    .trim()
    .replace(/^model card\s*(?:for|of|:|-|–|—)\s*(?:the )?/i, "")
    .replace(/\s*(?:-|–|—|:|\()?\s*model card\)?$/i, "")
    .trim();
  if (words === "" || generic.test(words) || roleOf(words.toLowerCase()) !== undefined) return undefined;
  return { value: words, place: first.heading.place };
}
