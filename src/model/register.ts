import type { Diagnostic } from "./diagnostic.ts";
import type { Waiver } from "./finding.ts";
import type { NotEvaluated } from "./report.ts";
import type { Severity } from "./rule.ts";

/** What a date that falls due is about. */
export type DueKind =
  | "evidence-review"
  | "contract-end"
  | "certificate-end"
  | "risk-due"
  | "permit-end"
  | "device-certificate-end"
  | "transition-end"
  | "data-deletion"
  | "collection-end"
  | "waiver-end"
  | "setting-end";

/** A date that a document states, on which something ends or has to be done. */
export interface DueDate {
  readonly date: string;
  /** Days from the as-of date; negative if the date has passed. */
  readonly inDays: number;
  readonly kind: DueKind;
  /** What falls due, in words. */
  readonly text: string;
  /** Names of the deployments that it concerns, sorted; empty if it concerns the organisation. */
  readonly deployments: readonly string[];
  readonly file: string;
  readonly line: number;
  /** Path of the date in its document, with elements of lists by their keys. */
  readonly path: string;
  /** Identifies it while its date moves: a SHA-256 of its organisation, document and path. */
  readonly id: string;
}

/** A document that a manifest names as evidence. */
export interface RegisteredEvidence {
  readonly kind: string | null;
  /** Path from the root; "" if the manifest states none. */
  readonly file: string;
  /** Names of the document. */
  readonly ids: readonly string[];
  readonly status: "usable" | "refused" | "unread" | "unstated";
  /** Why the document does not count; null for a usable one. */
  readonly reason: string | null;
  /** Day of the document; null if it is not known. */
  readonly date: string | null;
  /** Days from that day to the as-of date. */
  readonly ageDays: number | null;
  /** The earliest date in the document that falls due. */
  readonly nextDue: string | null;
}

export interface RegisteredWaiver extends Omit<Waiver, "notByOwner" | "document"> {
  /** `refused`: an error in it takes its effect. */
  readonly status: "active" | "upcoming" | "ended" | "refused";
  /** Number of findings that it covers. */
  readonly covers: number;
}

/** An open finding: it failed or is undecided, and no waiver covers it. */
export interface RegisteredFinding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly outcome: "fail" | "unknown";
}

export interface RegisteredVendor {
  readonly name: string;
  readonly supplies: readonly string[];
}

/** A deployment with what its manifest states; null stands for what it does not state. */
export interface RegisteredDeployment {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly version: string | null;
  readonly purpose: string | null;
  readonly owner: { readonly name: string | null; readonly role: string | null; readonly email: string | null };
  readonly stage: string | null;
  /** Null if the stage is not stated. */
  readonly inProduction: boolean | null;
  readonly goLive: string | null;
  readonly stopped: string | null;
  readonly risk: {
    readonly level: string | null;
    readonly euAiAct: string | null;
    readonly fdaDevice: string | null;
    readonly mdrClass: string | null;
  };
  readonly model: { readonly name: string | null; readonly version: string | null; readonly provider: string | null };
  /** Null if the manifest does not say whether there are any. */
  readonly vendors: readonly RegisteredVendor[] | null;
  readonly evidence: readonly RegisteredEvidence[];
  /** Worst first. */
  readonly findings: readonly RegisteredFinding[];
  /** Number of findings that waivers cover. */
  readonly waived: number;
  readonly waivers: readonly RegisteredWaiver[];
}

/** The commit that a register was made of. */
export interface RegisterCommit {
  readonly commit: string;
  /** The day from which it was current. */
  readonly day: string;
  readonly subject: string;
}

/** The inventory of the deployments of a repository on a day. */
export interface Register {
  readonly asOf: string;
  readonly toolVersion: string;
  readonly organisation: string | null;
  /** Null for the working tree. */
  readonly commit: RegisterCommit | null;
  /** By name. */
  readonly deployments: readonly RegisteredDeployment[];
  /** Waivers of deployments that are not among these. */
  readonly waivers: readonly RegisteredWaiver[];
  /** Number of days ahead that `due` covers. */
  readonly days: number;
  /** The earliest first; those that have passed come first. */
  readonly due: readonly DueDate[];
  /** Errors in the files: deployments with one may be missing. */
  readonly problems: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
}
