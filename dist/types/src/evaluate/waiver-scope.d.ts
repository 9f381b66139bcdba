import { type Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { Finding, Waiver } from "../model/finding.ts";
import type { RuleInfo } from "../model/rule.ts";
import { type Json } from "../util/json.ts";
import type { DeploymentRef } from "./assemble-report.ts";
/** The waivers that name a rule and a deployment, by current or former names. */
export declare function waiversFor(waivers: readonly Waiver[], rule: Pick<RuleInfo, "id" | "formerly">, { name, formerly }: Pick<DeploymentRef, "name" | "formerly">): Waiver[];
export declare function modelVersionOf({ value }: Document): string | undefined;
/** The part of a finding that a waiver has to cover. */
export interface WaivedState extends Pick<Finding, "outcome" | "decisive"> {
    readonly modelVersion: string | undefined;
}
interface AcceptedValue {
    readonly path: string;
    readonly value: Json;
}
interface Subject {
    readonly modelVersion: Json | undefined;
    /** Undefined if the waiver names no values. */
    readonly values: readonly AcceptedValue[] | undefined;
}
/** The values that a waiver accepts; undefined for a waiver without a subject. */
export declare function subjectOf({ document }: Waiver): Subject | undefined;
/** The reason why a waiver does not cover a finding, with the field of its `spec`; undefined if it does. */
export declare function refusalOf(waiver: Waiver, state: WaivedState, manifest: Document): {
    readonly field: string;
    readonly code: string;
    readonly message: string;
} | undefined;
/** A warning for each of the waivers that does not cover the finding. */
export declare function waiverDiagnostics(waivers: readonly Waiver[], finding: Finding, manifest: Document): Diagnostic[];
export {};
