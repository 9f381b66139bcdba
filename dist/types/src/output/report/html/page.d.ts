import type { Format } from "../../format.ts";
/** The report as one HTML page that needs nothing else: no file, no server, and no script but for its filter. */
export declare const formatHtml: Format;
