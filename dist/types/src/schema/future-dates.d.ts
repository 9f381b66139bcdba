import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
/** Warnings for days after the date of the check in fields that tell of the past. */
export declare function futureDates(document: Document, asOf: string): Diagnostic[];
