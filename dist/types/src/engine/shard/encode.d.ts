import type { RunMetadata, FileResult } from "../../evaluate/assemble-report.ts";
import type { TreeResult } from "../../evaluate/verdict.ts";
import { type Enforcement, type RuleInfo, type Waiver } from "../../model/finding.ts";
import { type Decoder, type Decoded } from "./decode.ts";
/** What is known of a state at the outset. */
export declare const runMetadata: Decoder<{
    asOf: string;
    toolVersion: string;
    policies: {
        source: "base" | "commit" | "head" | "none" | "working-tree";
        commit: string | null;
        digest: string;
    };
    judged: {
        commit: string;
        folder: string;
        targets: string[];
        failOn: "critical" | "high" | "low" | "medium" | "never" | null;
    } | null;
    rules: {
        id: string;
        title: string;
        severity: "critical" | "high" | "low" | "medium";
        binding: Enforcement;
        citations: [string, string | null][];
        covers: string[];
        message: string;
        remediation: string;
    }[];
    waivers: {
        id: string;
        rule: string;
        deployment: string;
        approvedBy: string;
        reason: string;
        from: string;
        until: string;
        file: string;
        index: number;
        value: import("../../util/json.ts").Json;
    }[];
    target: string;
    waived: [string, [string, number, number, number, number, boolean]][] | null;
    diagnostics: {
        code: string;
        severity: "error" | "note" | "warning";
        message: string;
        at: [string, number, number, number, number, boolean];
    }[];
    notEvaluated: {
        what: string;
        reason: string;
    }[];
    digests: [string, string][];
}> & {
    readonly of: {
        readonly asOf: Decoder<string>;
        readonly toolVersion: Decoder<string>;
        readonly policies: Decoder<{
            source: "base" | "commit" | "head" | "none" | "working-tree";
            commit: string | null;
            digest: string;
        }> & {
            readonly of: {
                readonly source: Decoder<"base" | "commit" | "head" | "none" | "working-tree">;
                readonly commit: Decoder<string | null>;
                readonly digest: Decoder<string>;
            };
        };
        readonly judged: Decoder<{
            commit: string;
            folder: string;
            targets: string[];
            failOn: "critical" | "high" | "low" | "medium" | "never" | null;
        } | null>;
        readonly rules: Decoder<{
            id: string;
            title: string;
            severity: "critical" | "high" | "low" | "medium";
            binding: Enforcement;
            citations: [string, string | null][];
            covers: string[];
            message: string;
            remediation: string;
        }[]>;
        readonly waivers: Decoder<{
            id: string;
            rule: string;
            deployment: string;
            approvedBy: string;
            reason: string;
            from: string;
            until: string;
            file: string;
            index: number;
            value: import("../../util/json.ts").Json;
        }[]>;
        readonly target: Decoder<string>;
        readonly waived: Decoder<[string, [string, number, number, number, number, boolean]][] | null>;
        readonly diagnostics: Decoder<{
            code: string;
            severity: "error" | "note" | "warning";
            message: string;
            at: [string, number, number, number, number, boolean];
        }[]>;
        readonly notEvaluated: Decoder<{
            what: string;
            reason: string;
        }[]>;
        readonly digests: Decoder<[string, string][]>;
    };
};
export type EncodedRunMetadata = Decoded<typeof runMetadata>;
/** What a file yields; places and conditions, which repeat, stand once and are named by their number. */
export declare const fileResult: Decoder<{
    file: string;
    places: [string, number, number, number, number, boolean][];
    conditions: [string, "false" | "true" | "unknown", [(string | number)[], import("../../util/json.ts").Json[]] | null][];
    deployments: [string, number][];
    findings: {
        rule: number;
        outcome: "fail" | "not-applicable" | "pass" | "unknown";
        gates: boolean;
        deployment: number;
        message: string;
        primary: number;
        related: [number, string][];
        explanation: number[];
        missing: [string, number][];
        citations: number[];
        waiver: number | null;
        fingerprint: string;
    }[];
    tally: {
        pass: number;
        fail: number;
        unknown: number;
        "not-applicable": number;
    };
    diagnostics: {
        code: string;
        severity: "error" | "note" | "warning";
        message: string;
        at: [string, number, number, number, number, boolean];
    }[];
    notEvaluated: {
        what: string;
        reason: string;
    }[];
    digests: [string, string][];
}> & {
    readonly of: {
        readonly file: Decoder<string>;
        readonly places: Decoder<[string, number, number, number, number, boolean][]>;
        /** Text, result, and what was read: its path, and its value in a list that is empty where there was none. */
        readonly conditions: Decoder<[string, "false" | "true" | "unknown", [(string | number)[], import("../../util/json.ts").Json[]] | null][]>;
        readonly deployments: Decoder<[string, number][]>;
        readonly findings: Decoder<{
            rule: number;
            outcome: "fail" | "not-applicable" | "pass" | "unknown";
            gates: boolean;
            deployment: number;
            message: string;
            primary: number;
            related: [number, string][];
            explanation: number[];
            missing: [string, number][];
            citations: number[];
            waiver: number | null;
            fingerprint: string;
        }[]>;
        readonly tally: Decoder<{
            pass: number;
            fail: number;
            unknown: number;
            "not-applicable": number;
        }> & {
            readonly of: {
                readonly pass: Decoder<number>;
                readonly fail: Decoder<number>;
                readonly unknown: Decoder<number>;
                readonly "not-applicable": Decoder<number>;
            };
        };
        readonly diagnostics: Decoder<{
            code: string;
            severity: "error" | "note" | "warning";
            message: string;
            at: [string, number, number, number, number, boolean];
        }[]>;
        readonly notEvaluated: Decoder<{
            what: string;
            reason: string;
        }[]>;
        readonly digests: Decoder<[string, string][]>;
    };
};
export type EncodedFileResult = Decoded<typeof fileResult>;
/** What findings name by number. */
export interface DecoderTables {
    readonly rules: readonly RuleInfo[];
    readonly waivers: readonly Waiver[];
}
/** What is known of a state at the outset, in values of JSON alone. */
export declare function encodeRunMetadata({ metadata: known, rules, waivers }: TreeResult): EncodedRunMetadata;
/** What is known of a state at the outset, and what its findings name by number. */
export declare function decodeRunMetadata(plain: EncodedRunMetadata): {
    outset: RunMetadata;
} & DecoderTables;
/** What a file yields, in values of JSON alone. */
export declare function encodeFileResult(one: FileResult, tables: DecoderTables): EncodedFileResult;
/** Reads what files yield, as it was before it was put into values of JSON. Names of files, which repeat, are kept once. */
export declare function createDecoder({ rules, waivers }: DecoderTables): (plain: EncodedFileResult) => FileResult;
