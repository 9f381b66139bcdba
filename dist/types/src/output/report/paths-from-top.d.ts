import type { Format } from "../format.ts";
/** A format that names files from the top of the repository, where the services that read it look for them. */
export declare const fromTop: (format: Format) => Format;
