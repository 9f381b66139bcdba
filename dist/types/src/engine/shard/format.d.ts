import { type Decoded } from "./decode.ts";
/** The value that identifies a shard file. */
export declare const SHARD = "shard";
/** The version of the format. Increase it with every change. */
export declare const VERSION = 3;
export declare const stateName: import("./decode.ts").Decoder<"before" | "now" | "proposed">;
export type StateName = Decoded<typeof stateName>;
/** Quotable lines of files by number. */
declare const lines: import("./decode.ts").Decoder<[string, [number, string][]][]>;
export type ShardLines = Decoded<typeof lines>;
/** The first line: the index of the shard, and the data that all shards share. */
export declare const head: import("./decode.ts").Decoder<{
    caregate: "shard";
    version: 3;
    index: number;
    count: number;
    commit: string | null;
    targets: string[];
    failOn: "critical" | "high" | "low" | "medium" | "never" | null;
    pathPrefix: string;
    folder: string;
    change: {
        commit: string;
        gate: "all" | "new";
        claims: "allow" | "block";
    } | null;
    states: {
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
            binding: import("../../model/rule.ts").Enforcement;
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
        state: "before" | "now" | "proposed";
        files: {
            count: number;
            sha256: string;
        };
        lines: [string, [number, string][]][];
    }[];
}> & {
    readonly of: {
        readonly caregate: import("./decode.ts").Decoder<"shard">;
        readonly version: import("./decode.ts").Decoder<3>;
        readonly index: import("./decode.ts").Decoder<number>;
        readonly count: import("./decode.ts").Decoder<number>;
        readonly commit: import("./decode.ts").Decoder<string | null>;
        readonly targets: import("./decode.ts").Decoder<string[]>;
        /** The fail level, when the caller overrides the settings. */
        readonly failOn: import("./decode.ts").Decoder<"critical" | "high" | "low" | "medium" | "never" | null>;
        readonly pathPrefix: import("./decode.ts").Decoder<string>;
        readonly folder: import("./decode.ts").Decoder<string>;
        readonly change: import("./decode.ts").Decoder<{
            commit: string;
            gate: "all" | "new";
            claims: "allow" | "block";
        } | null>;
        readonly states: import("./decode.ts").Decoder<{
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
                binding: import("../../model/rule.ts").Enforcement;
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
            state: "before" | "now" | "proposed";
            files: {
                count: number;
                sha256: string;
            };
            lines: [string, [number, string][]][];
        }[]>;
    };
};
export type ShardHead = Decoded<typeof head>;
/** A line for each file. */
export declare const entry: import("./decode.ts").Decoder<{
    state: "before" | "now" | "proposed";
    yield: {
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
    };
    lines: [string, [number, string][]][];
}> & {
    readonly of: {
        readonly state: import("./decode.ts").Decoder<"before" | "now" | "proposed">;
        readonly yield: import("./decode.ts").Decoder<{
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
                readonly file: import("./decode.ts").Decoder<string>;
                readonly places: import("./decode.ts").Decoder<[string, number, number, number, number, boolean][]>;
                readonly conditions: import("./decode.ts").Decoder<[string, "false" | "true" | "unknown", [(string | number)[], import("../../util/json.ts").Json[]] | null, boolean][]>;
                readonly deployments: import("./decode.ts").Decoder<[string, number, [string, string][], string[], (string | null)[]][]>;
                readonly findings: import("./decode.ts").Decoder<{
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
                readonly tally: import("./decode.ts").Decoder<{
                    pass: number;
                    fail: number;
                    unknown: number;
                    "not-applicable": number;
                }> & {
                    readonly of: {
                        readonly pass: import("./decode.ts").Decoder<number>;
                        readonly fail: import("./decode.ts").Decoder<number>;
                        readonly unknown: import("./decode.ts").Decoder<number>;
                        readonly "not-applicable": import("./decode.ts").Decoder<number>;
                    };
                };
                readonly diagnostics: import("./decode.ts").Decoder<{
                    code: string;
                    severity: "error" | "note" | "warning";
                    message: string;
                    at: [string, number, number, number, number, boolean];
                    fix: [[string, number, number, number, number, boolean], string] | null;
                }[]>;
                readonly notEvaluated: import("./decode.ts").Decoder<{
                    what: string;
                    reason: string;
                }[]>;
                readonly digests: import("./decode.ts").Decoder<[string, string][]>;
                readonly useReports: import("./decode.ts").Decoder<[string, string, [string, number, number, number, number, boolean]][]>;
            };
        };
        readonly lines: import("./decode.ts").Decoder<[string, [number, string][]][]>;
    };
};
/** Identifies the files of a state, in their order. */
export declare const digestOfFiles: (files: readonly string[]) => string;
export {};
