import type { RunMetadata, FileResult } from "../../evaluate/assemble-report.ts";
import type { TreeResult } from "../../evaluate/verdict.ts";
import { type Enforcement, type RuleInfo, type Waiver } from "../../model/finding.ts";
import { type Decoder, type Decoded } from "./decode.ts";
/** The metadata of a check, which does not depend on the results of files. */
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
        formerly: string[];
        title: string;
        severity: "critical" | "high" | "low" | "medium";
        binding: Enforcement;
        citations: [string, string | null][];
        covers: string[];
        message: string;
        remediation: string;
        page: string | null;
    }[];
    waivers: {
        id: string;
        rule: string;
        deployment: string;
        approvedBy: string;
        reason: string;
        from: string;
        until: string;
        notByOwner: boolean;
        file: string;
        index: number;
        value: import("../../util/json.ts").Json;
    }[];
    target: string;
    mayBeEmpty: boolean;
    waived: [string, [string, number, number, number, number, boolean]][] | null;
    diagnostics: {
        code: string;
        severity: "error" | "note" | "warning";
        message: string;
        at: [string, number, number, number, number, boolean];
        fix: [[string, number, number, number, number, boolean], string] | null;
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
            formerly: string[];
            title: string;
            severity: "critical" | "high" | "low" | "medium";
            binding: Enforcement;
            citations: [string, string | null][];
            covers: string[];
            message: string;
            remediation: string;
            page: string | null;
        }[]>;
        readonly waivers: Decoder<{
            id: string;
            rule: string;
            deployment: string;
            approvedBy: string;
            reason: string;
            from: string;
            until: string;
            notByOwner: boolean;
            file: string;
            index: number;
            value: import("../../util/json.ts").Json;
        }[]>;
        readonly target: Decoder<string>;
        readonly mayBeEmpty: Decoder<boolean>;
        readonly waived: Decoder<[string, [string, number, number, number, number, boolean]][] | null>;
        readonly diagnostics: Decoder<{
            code: string;
            severity: "error" | "note" | "warning";
            message: string;
            at: [string, number, number, number, number, boolean];
            fix: [[string, number, number, number, number, boolean], string] | null;
        }[]>;
        readonly notEvaluated: Decoder<{
            what: string;
            reason: string;
        }[]>;
        readonly digests: Decoder<[string, string][]>;
    };
};
export type EncodedRunMetadata = Decoded<typeof runMetadata>;
/** The result of a file. Places and conditions are stored once and referenced by number. */
export declare const fileResult: Decoder<{
    file: string;
    places: [string, number, number, number, number, boolean][];
    conditions: [string, "false" | "true" | "unknown", [(string | number)[], import("../../util/json.ts").Json[]] | null, boolean][];
    deployments: [string, number, [string, string][], string[], (string | null)[]][];
    findings: {
        rule: number;
        outcome: "fail" | "not-applicable" | "pass" | "unknown";
        gates: boolean;
        gatesUnwaived: boolean;
        advisory: boolean;
        deployment: number;
        message: string;
        write: [string, string, string, number][];
        primary: number;
        related: [number, string][];
        explanation: number[];
        missing: [string, number][];
        omitted: {
            conditions: number;
            places: number;
            missing: number;
        } | null;
        decisive: {
            paths: string[];
            part: string;
            premise: boolean;
            unknown: boolean;
            state: {
                readonly kind: "unstated";
            } | {
                readonly kind: "distance";
                readonly value: number;
                readonly limit: number;
                readonly elements: readonly string[];
            } | {
                readonly kind: "elements";
                readonly elements: readonly string[];
            } | {
                readonly kind: "value";
                readonly value: string;
            };
        }[];
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
        fix: [[string, number, number, number, number, boolean], string] | null;
    }[];
    notEvaluated: {
        what: string;
        reason: string;
    }[];
    digests: [string, string][];
    useReports: [string, string, [string, number, number, number, number, boolean]][];
}> & {
    readonly of: {
        readonly file: Decoder<string>;
        readonly places: Decoder<[string, number, number, number, number, boolean][]>;
        /** Text, result, the value that was read: its path, and a list that contains it or is empty; true if it only describes. */
        readonly conditions: Decoder<[string, "false" | "true" | "unknown", [(string | number)[], import("../../util/json.ts").Json[]] | null, boolean][]>;
        /** Name, place, values of claims by path, former names, and the identity of its system. */
        readonly deployments: Decoder<[string, number, [string, string][], string[], (string | null)[]][]>;
        readonly findings: Decoder<{
            rule: number;
            outcome: "fail" | "not-applicable" | "pass" | "unknown";
            gates: boolean;
            gatesUnwaived: boolean;
            advisory: boolean;
            deployment: number;
            message: string;
            write: [string, string, string, number][];
            primary: number;
            related: [number, string][];
            explanation: number[];
            missing: [string, number][];
            omitted: {
                conditions: number;
                places: number;
                missing: number;
            } | null;
            decisive: {
                paths: string[];
                part: string;
                premise: boolean;
                unknown: boolean;
                state: {
                    readonly kind: "unstated";
                } | {
                    readonly kind: "distance";
                    readonly value: number;
                    readonly limit: number;
                    readonly elements: readonly string[];
                } | {
                    readonly kind: "elements";
                    readonly elements: readonly string[];
                } | {
                    readonly kind: "value";
                    readonly value: string;
                };
            }[];
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
            fix: [[string, number, number, number, number, boolean], string] | null;
        }[]>;
        readonly notEvaluated: Decoder<{
            what: string;
            reason: string;
        }[]>;
        readonly digests: Decoder<[string, string][]>;
        readonly useReports: Decoder<[string, string, [string, number, number, number, number, boolean]][]>;
    };
};
export type EncodedFileResult = Decoded<typeof fileResult>;
/** The rules and waivers that findings reference by number. */
export interface DecoderTables {
    readonly rules: readonly RuleInfo[];
    readonly waivers: readonly Waiver[];
}
/** Encodes the metadata of a check as JSON. */
export declare function encodeRunMetadata({ metadata, rules, waivers }: TreeResult): EncodedRunMetadata;
/** Decodes the metadata of a check, and the rules and waivers that findings reference by number. */
export declare function decodeRunMetadata(plain: EncodedRunMetadata): {
    metadata: RunMetadata;
} & DecoderTables;
/** Encodes the result of a file as JSON. */
export declare function encodeFileResult(one: FileResult, tables: DecoderTables): EncodedFileResult;
/** Creates a decoder of file results. It stores repeated file names once. */
export declare function createDecoder({ rules, waivers }: DecoderTables): (plain: EncodedFileResult) => FileResult;
