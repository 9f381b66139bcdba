import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import type { Rule } from "./rule.ts";
import type { Location } from "../model/location.ts";
/** Reads a waiver document that is valid for its schema. */
export declare function readWaiver(document: Document): Waiver;
/**
 * Sorts waivers into those that hold on a date and what is wrong with the others.
 * An expired waiver is a warning: it has no effect, so the finding it covered counts again.
 */
export declare function partitionWaivers(waivers: readonly Waiver[], rules: readonly Rule[], asOf: string, config: Document | undefined): {
    active: Waiver[];
    diagnostics: Diagnostic[];
};
/** A deployment that a waiver names. */
export interface WaivedDeployment {
    readonly deployment: string;
    /** Where the waiver names it. */
    readonly at: Location;
}
/** The deployment that a waiver names, and where. */
export declare const waivedDeployment: ({ deployment, document }: Waiver) => WaivedDeployment;
/** Waivers for deployments that are not among those judged. */
export declare function unusedWaivers(waived: readonly WaivedDeployment[], deployments: ReadonlySet<string>): Diagnostic[];
