import { type Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { Finding, Waiver } from "../model/finding.ts";
import type { RuleInfo } from "../model/rule.ts";
import { type Json } from "../util/json.ts";
import type { DeploymentRef } from "./assemble-report.ts";
/** The waivers that name a rule and a deployment, by their names of today or by former ones. */
export declare function waiversFor(waivers: readonly Waiver[], rule: Pick<RuleInfo, "id" | "formerly">, { name, formerly }: Pick<DeploymentRef, "name" | "formerly">): Waiver[];
export declare function modelVersionOf({ value }: Document): string | undefined;
/** A finding as a waiver has to cover it. */
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
/** What a waiver says that it accepts; undefined in a waiver without a subject. */
export declare function subjectOf({ document }: Waiver): Subject | undefined;
/** Why a waiver does not cover a finding, as a field of its `spec` and a message; undefined if it does. */
export declare function refusalOf(waiver: Waiver, state: WaivedState, manifest: Document): {
    readonly field: string;
    readonly code: string;
    readonly message: string;
} | undefined;
/** What is to be said of the waivers of an open finding. */
export declare function waiverDiagnostics(waivers: readonly Waiver[], finding: Finding, manifest: Document): Diagnostic[];
export {};
