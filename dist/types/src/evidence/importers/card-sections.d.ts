import { type CardRole } from "./card-texts.ts";
import type { SourceValue } from "./data-reader.ts";
import { type MarkdownSection } from "./markdown-reader.ts";
/** A section, what it is for, and the titles of the sections around it. */
export interface RoledSection {
    readonly role: CardRole;
    readonly section: MarkdownSection;
    readonly above: readonly string[];
}
/** Sections with what they are for; one within a section on limitations, with no name of its own here, belongs to it. */
export declare function withRoles(sections: readonly MarkdownSection[]): RoledSection[];
/**
 * The texts of a card by what they are for. A label of its own, such as `**Out-of-scope use cases**: diagnosis`, counts
 * more than the heading, and is not part of the text then. Any other label belongs to the text.
 */
export declare function textsByRole(sections: readonly RoledSection[]): (role: CardRole) => SourceValue[];
/** The sections that are about the model itself. */
export declare const aboutModel: (sections: readonly RoledSection[]) => MarkdownSection[];
/** Whether the first heading says that nobody has filled the card in. */
export declare const isTemplateHeading: (sections: readonly MarkdownSection[]) => boolean;
/** The name of the model in the first heading, as in `Model card for ward-sepsis`; undefined if it has none. */
export declare function nameInHeading(sections: readonly MarkdownSection[]): SourceValue | undefined;
