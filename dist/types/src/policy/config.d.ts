import type { Signer } from "../model/signer.ts";
import type { Document } from "../model/document.ts";
import type { ClaimGate, GateScope } from "../model/report.ts";
import type { Severity } from "../model/rule.ts";
import { type JsonObject } from "../util/json.ts";
/** The keys of config.yaml. A key that is not set is undefined; `parameters` is then empty. */
export interface Config {
    readonly organisation: JsonObject | undefined;
    /** Globs of the files that are checked. */
    readonly paths: readonly string[] | undefined;
    /** Patterns of the files that are not checked. */
    readonly exclude: readonly string[] | undefined;
    /** Ids of the built-in packs that are on. */
    readonly packs: readonly string[] | undefined;
    /** Values of parameters, by policy and by name; null stands for the default. */
    readonly parameters: Readonly<Record<string, JsonObject>>;
    readonly failOn: Severity | undefined;
    readonly gate: GateScope | undefined;
    /** The effect of a change of claims after which rules no longer apply. */
    readonly claims: ClaimGate | undefined;
    /** Whether a repository without a manifest is an error. */
    readonly expects: "manifests" | "none" | undefined;
    /** Largest file of another tool that is read as evidence, in MiB. */
    readonly maxEvidenceMiB: number | undefined;
    /** Those whose certificates from Sigstore count for evidence. */
    readonly signers: readonly Signer[];
}
/** Reads a document of kind Config that is valid; without one, no key is set. */
export declare const readConfig: (config: Document | undefined) => Config;
