import type { YAMLError } from "yaml";
/** The message for a problem that the YAML parser found. */
export declare function syntaxMessage({ code, message }: YAMLError): string;
/** The message for a tag, by the tag's text. */
export declare function tagMessage(tag: string): string;
