import { posix } from "node:path";
import type { DocumentChanges } from "../model/edit.ts";
import { loadFile } from "../documents/load.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Document, MANIFEST } from "../model/document.ts";
import type { Location } from "../model/location.ts";
import { isDiagnostic } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import type { JsonDifference } from "../util/json-diff.ts";
import { type Json, getAt, mapsOf } from "../util/json.ts";
import { openSnapshots } from "../workspace/open.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { discoverFiles } from "../workspace/deployments.ts";
import { UsageError } from "../util/errors.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import { type PlannedChanges, type PlannedFile, planFileChange } from "./file-changes.ts";
import type { EngineOptions } from "./options.ts";
import { type PinnedFile, createPinnedFiles } from "./pinned-file.ts";
import { addAll } from "../util/list.ts";

export interface PinOptions extends EngineOptions {
  /** Files, folders or globs in one repository (default: the folder `cwd`). */
  readonly targets?: readonly string[] | undefined;
  /** Pins also what a committee has reviewed and what has changed since (default: leaves it). */
  readonly reviewed?: boolean | undefined;
}

/** The decision of a committee that had the evidence of a manifest before it. */
export interface PinReview {
  /** Path of the document from the root. */
  readonly file: string;
  readonly body: string | undefined;
  /** ISO date. */
  readonly date: string | undefined;
}

/** One entry of the evidence of a manifest, with its digest. */
export interface Pin {
  readonly manifest: string;
  /** The entry in the manifest. */
  readonly location: Location;
  readonly kind: string | undefined;
  /** Path of the evidence from the root. */
  readonly file: string;
  /** The digest in the manifest; undefined without one. */
  readonly pinned: string | undefined;
  /** The digest of the file; undefined if it cannot be read. */
  readonly actual: string | undefined;
  /** `reviewed`: changed after a committee decided, and not pinned again without `reviewed`. */
  readonly state: "current" | "new" | "changed" | "reviewed" | "unreadable";
  /** Why the digest differs, if a tool converted the file; or why it cannot be read. */
  readonly cause: string | undefined;
  readonly review: PinReview | undefined;
  /** What changed since the file was pinned; undefined if the pinned content is not in the history of the file. */
  readonly differences: readonly JsonDifference[] | undefined;
}

export interface PinResult extends CheckedFiles, PlannedChanges {
  readonly pins: readonly Pin[];
  readonly changes: readonly PlannedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What finding out about a pin needs. */
interface PinContext {
  readonly tree: Tree;
  readonly open: (file: string) => PinnedFile;
  readonly reviewed: boolean;
}

/**
 * Computes the digests of the evidence of manifests, and plans the changes of those that are missing or differ.
 * Nothing is written, and no content is normalised: the digest is that of the bytes of the file.
 * @throws UsageError when the targets are not in one repository
 */
export async function pinEvidence(options: PinOptions): Promise<PinResult> {
  const opened = openSnapshots({ cwd: options.cwd, targets: options.targets });
  if (!("snapshot" in opened)) throw new UsageError("evidence is pinned in the working tree only");
  const { snapshot } = opened;
  const { tree } = snapshot;
  const { ruleSet } = await loadPolicies(snapshot.governing, options);
  const found = discoverFiles(snapshot, ruleSet);
  const context = {
    tree,
    open: createPinnedFiles(tree),
    reviewed: options.reviewed === true,
  };
  const diagnostics: Diagnostic[] = [...found.diagnostics];
  const pins: Pin[] = [];
  const changes: PlannedFile[] = [];
  for (const file of found.files) {
    const loaded = loadFile(tree, file, { named: found.named.has(file), kind: MANIFEST });
    addAll(diagnostics, loaded.diagnostics);
    const own = loaded.documents.map((manifest) => pinsOf(manifest, context));
    addAll(
      pins,
      own.flatMap((one) => one.pins),
    );
    const planned = own.map(({ changes: one }) => one).filter((one) => one.changes.length > 0);
    if (planned.length === 0) continue;
    const change = planFileChange(tree, file, planned);
    if (isDiagnostic(change)) diagnostics.push(change);
    else changes.push(change);
  }
  return { ...describeFiles(tree, options), pins, changes, diagnostics };
}

function pinsOf(manifest: Document, context: PinContext): { pins: Pin[]; changes: DocumentChanges } {
  const entries = mapsOf(manifest.value["evidence"]);
  const review = newestReview(manifest, context.tree);
  const pins: Pin[] = [];
  const changes = [];
  for (const { index, map } of entries) {
    const { path, sha256: stated } = map;
    if (typeof path !== "string") continue;
    const pin = inspect(manifest, { index, path, kind: map["kind"], stated }, review, context);
    pins.push(pin);
    if (pin.state !== "new" && pin.state !== "changed") continue;
    changes.push({
      set: ["evidence", index, "sha256"],
      to: pin.actual as Json,
      order: ["kind", "path", "id", "sha256"],
    });
  }
  return { pins, changes: { index: manifest.index, changes } };
}

interface PinEntry {
  readonly index: number;
  readonly path: string;
  readonly kind: Json | undefined;
  readonly stated: Json | undefined;
}

function inspect(manifest: Document, entry: PinEntry, review: PinReview | undefined, context: PinContext): Pin {
  const { index, path, kind, stated } = entry;
  const file = posix.join(posix.dirname(manifest.file), path);
  const pinned = typeof stated === "string" && /^[0-9a-f]{64}$/.test(stated) ? stated : undefined;
  const base = {
    manifest: manifest.file,
    location: manifest.locate(["evidence", index, ...(pinned === undefined ? [] : ["sha256"])]),
    kind: typeof kind === "string" ? kind : undefined,
    file,
    pinned,
    review: undefined,
    differences: undefined,
  };
  const evidence: PinnedFile = file === manifest.file ? { problem: "it is the manifest itself" } : context.open(file);
  if ("problem" in evidence) return { ...base, actual: undefined, state: "unreadable", cause: evidence.problem };
  const { actual } = evidence;
  if (actual === pinned) return { ...base, actual, state: "current", cause: undefined };
  if (pinned === undefined) return { ...base, actual, state: "new", cause: undefined };
  const isHeld = review !== undefined && !context.reviewed;
  return {
    ...base,
    actual,
    state: isHeld ? "reviewed" : "changed",
    cause: evidence.causeOf(pinned),
    review,
    differences: evidence.differencesSince(pinned),
  };
}

/** The newest decision among the evidence of a manifest: the committee had what was pinned before it. */
function newestReview(manifest: Document, tree: Tree): PinReview | undefined {
  const reviews = mapsOf(manifest.value["evidence"]).flatMap(({ map: { kind, path } }): PinReview[] => {
    if (kind !== "CommitteeReview" || typeof path !== "string") return [];
    const file = posix.join(posix.dirname(manifest.file), path);
    const text = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);
    return loadFile(tree, file)
      .documents.filter((document) => document.kind === kind)
      .map(({ value }) => ({ file, body: text(value["body"]), date: text(getAt(value, ["metadata", "date"])) }));
  });
  return reviews.toSorted((a, b) => ((a.date ?? "") < (b.date ?? "") ? 1 : -1))[0];
}
