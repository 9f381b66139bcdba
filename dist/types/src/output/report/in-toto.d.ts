import type { Format } from "../format.ts";
/** The report as an in-toto statement with a test-result predicate, for signing. */
export declare const formatInToto: Format;
