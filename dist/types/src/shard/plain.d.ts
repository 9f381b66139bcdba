import type { Outset, Yield } from "../evaluate/assemble.ts";
import type { Gathered } from "../evaluate/decide.ts";
import { type Binding, type RuleInfo, type Waiver } from "../model/finding.ts";
import { type Shape, type Shaped } from "./shape.ts";
/** What is known of a state at the outset. */
export declare const outset: Shape<{
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
        binding: Binding;
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
        value: import("../model/json.ts").Json;
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
        readonly asOf: Shape<string>;
        readonly toolVersion: Shape<string>;
        readonly policies: Shape<{
            source: "base" | "commit" | "head" | "none" | "working-tree";
            commit: string | null;
            digest: string;
        }> & {
            readonly of: {
                readonly source: Shape<"base" | "commit" | "head" | "none" | "working-tree">;
                readonly commit: Shape<string | null>;
                readonly digest: Shape<string>;
            };
        };
        readonly judged: Shape<{
            commit: string;
            folder: string;
            targets: string[];
            failOn: "critical" | "high" | "low" | "medium" | "never" | null;
        } | null>;
        readonly rules: Shape<{
            id: string;
            title: string;
            severity: "critical" | "high" | "low" | "medium";
            binding: Binding;
            citations: [string, string | null][];
            covers: string[];
            message: string;
            remediation: string;
        }[]>;
        readonly waivers: Shape<{
            id: string;
            rule: string;
            deployment: string;
            approvedBy: string;
            reason: string;
            from: string;
            until: string;
            file: string;
            index: number;
            value: import("../model/json.ts").Json;
        }[]>;
        readonly target: Shape<string>;
        readonly waived: Shape<[string, [string, number, number, number, number, boolean]][] | null>;
        readonly diagnostics: Shape<{
            code: string;
            severity: "error" | "note" | "warning";
            message: string;
            at: [string, number, number, number, number, boolean];
        }[]>;
        readonly notEvaluated: Shape<{
            what: string;
            reason: string;
        }[]>;
        readonly digests: Shape<[string, string][]>;
    };
};
export type PlainOutset = Shaped<typeof outset>;
/** What a file yields; places and conditions, which repeat, stand once and are named by their number. */
export declare const yielded: Shape<{
    file: string;
    places: [string, number, number, number, number, boolean][];
    conditions: [string, "false" | "true" | "unknown", [(string | number)[], import("../model/json.ts").Json[]] | null][];
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
        readonly file: Shape<string>;
        readonly places: Shape<[string, number, number, number, number, boolean][]>;
        /** Text, result, and what was read: its path, and its value in a list that is empty where there was none. */
        readonly conditions: Shape<[string, "false" | "true" | "unknown", [(string | number)[], import("../model/json.ts").Json[]] | null][]>;
        readonly deployments: Shape<[string, number][]>;
        readonly findings: Shape<{
            rule: number;
            outcome: "fail" | "not-applicable" | "pass" | "unknown";
            gates: boolean;
            deployment: number;
            message: string;
            primary: number;
            related: [number, string][];
            explanation: number[];
            missing: [string, number][];
            waiver: number | null;
            fingerprint: string;
        }[]>;
        readonly tally: Shape<{
            pass: number;
            fail: number;
            unknown: number;
            "not-applicable": number;
        }> & {
            readonly of: {
                readonly pass: Shape<number>;
                readonly fail: Shape<number>;
                readonly unknown: Shape<number>;
                readonly "not-applicable": Shape<number>;
            };
        };
        readonly diagnostics: Shape<{
            code: string;
            severity: "error" | "note" | "warning";
            message: string;
            at: [string, number, number, number, number, boolean];
        }[]>;
        readonly notEvaluated: Shape<{
            what: string;
            reason: string;
        }[]>;
        readonly digests: Shape<[string, string][]>;
    };
};
export type PlainYield = Shaped<typeof yielded>;
/** What findings name by number. */
export interface Tables {
    readonly rules: readonly RuleInfo[];
    readonly waivers: readonly Waiver[];
}
/** What is known of a state at the outset, in values of JSON alone. */
export declare function toPlainOutset({ outset: known, rules, waivers }: Gathered): PlainOutset;
/** What is known of a state at the outset, and what its findings name by number. */
export declare function fromPlainOutset(plain: PlainOutset): {
    outset: Outset;
} & Tables;
/** What a file yields, in values of JSON alone. */
export declare function toPlainYield(one: Yield, tables: Tables): PlainYield;
/** Reads what files yield, as it was before it was put into values of JSON. Names of files, which repeat, are kept once. */
export declare function yieldReader({ rules, waivers }: Tables): (plain: PlainYield) => Yield;
