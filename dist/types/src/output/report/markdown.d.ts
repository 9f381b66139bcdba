import type { Format } from "../format.ts";
/** The report as GitHub Flavored Markdown, every text from the repository made harmless. */
export declare const formatMarkdown: Format;
