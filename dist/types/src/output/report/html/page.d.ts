import type { Format } from "../../format.ts";
/** Renders the report as one HTML page that needs no other file and no server. */
export declare const formatHtml: Format;
