import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import type { Rule } from "./rule.ts";
import type { Location } from "../model/location.ts";
/** Reads a waiver document that is valid for its schema. */
export declare function readWaiver(document: Document): Waiver;
/**
 * Returns the waivers that are active on a date, and the problems of the others.
 * An expired waiver is a warning: it has no effect, so the finding it covered counts again.
 */
export declare function partitionWaivers(waivers: readonly Waiver[], rules: readonly Rule[], asOf: string, config: Document | undefined): {
    active: Waiver[];
    diagnostics: Diagnostic[];
};
/** A deployment that a waiver names. */
export interface WaivedDeployment {
    readonly deployment: string;
    /** Its location in the waiver. */
    readonly at: Location;
}
/** The deployment that a waiver names, with its location. */
export declare const waivedDeployment: ({ deployment, document }: Waiver) => WaivedDeployment;
/** Reports waivers for deployments that were not checked. */
export declare function unusedWaivers(waived: readonly WaivedDeployment[], deployments: ReadonlySet<string>): Diagnostic[];
