import type { Format } from "../format.ts";
/** Formats the report as an in-toto statement with a test-result predicate, for signing. */
export declare const formatInToto: Format;
