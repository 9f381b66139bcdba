import type { Format } from "../format.ts";
/** Formats the report as GitHub Flavored Markdown. All text from the repository is escaped. */
export declare const formatMarkdown: Format;
