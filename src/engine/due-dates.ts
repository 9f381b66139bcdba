import { deploymentRef } from "../evaluate/finding.ts";
import type { Document } from "../model/document.ts";
import type { Waiver } from "../model/finding.ts";
import type { DueDate, DueKind } from "../model/register.ts";
import type { DeploymentFile } from "../workspace/deployments.ts";
import { daysBetween, isDate } from "../util/date.ts";
import { formatKeyedPath } from "../util/element-key.ts";
import { sha256 } from "../util/hash.ts";
import { type Json, type JsonObject, type Path, compareCodeUnits, getAt, mapsOf } from "../util/json.ts";

/** A date in a document. */
interface StatedDate {
  readonly document: Document;
  readonly path: Path;
  readonly date: string;
  readonly kind: DueKind;
  readonly text: string;
}

/** The dates of a document before they belong to a deployment. */
type FindDates = (document: Document) => readonly StatedDate[];

const word = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** A noun with a name that a document states. */
const named = (noun: string, ...names: (Json | undefined)[]): string =>
  [noun, ...names.map(word)].filter((one) => one !== "").join(" ");

function dateAt(document: Document, path: Path, kind: DueKind, text: string): StatedDate[] {
  const date = getAt(document.value, path);
  return typeof date === "string" && isDate(date) ? [{ document, path, date, kind, text }] : [];
}

/** The dates of the elements of a list, if they count. */
function datesIn(
  document: Document,
  list: Path,
  field: string,
  kind: DueKind,
  textOf: (map: JsonObject) => string | undefined,
): StatedDate[] {
  return mapsOf(getAt(document.value, list)).flatMap(({ index, map }) => {
    const text = textOf(map);
    return text === undefined ? [] : dateAt(document, [...list, index, field], kind, text);
  });
}

const deletion: FindDates = (document) =>
  dateAt(
    document,
    ["spec", "fairness", "specialCategoryAudit", "deleteBy"],
    "data-deletion",
    "Deletion of the sensitive data for the bias audit",
  );

/** The dates that a manifest states. A retired system has no other duty than to delete data. */
const inManifest: FindDates = (document) =>
  getAt(document.value, ["spec", "stage"]) === "retired"
    ? deletion(document)
    : [
        ...dateAt(document, ["spec", "data", "ehdsPermit", "expires"], "permit-end", "End of the health data permit"),
        ...dateAt(
          document,
          ["spec", "regulatory", "certificateExpires"],
          "device-certificate-end",
          "End of the device certificate",
        ),
        ...dateAt(
          document,
          ["spec", "regulatory", "legacyDeadline"],
          "transition-end",
          "End of the transition for a legacy device",
        ),
        ...deletion(document),
        ...datesIn(document, ["spec", "monitoring", "collection"], "by", "collection-end", ({ axis }) =>
          named("End of the plan to collect cases by", axis),
        ),
      ];

/** True for a risk that still has to be treated. */
const isOpenRisk = ({ status, acceptedBy }: JsonObject): boolean =>
  word(acceptedBy) === "" && !["mitigated", "accepted", "closed"].includes(word(status));

/** The dates that a document of evidence states. */
const inEvidence: FindDates = (document) => {
  const { value, kind } = document;
  const id = getAt(value, ["metadata", "id"]);
  return [
    ...dateAt(document, ["metadata", "nextReview"], "evidence-review", named(`Review of ${kind}`, id)),
    ...(kind === "Contract" ? dateAt(document, ["expires"], "contract-end", named("End of Contract", id)) : []),
    ...(kind === "VendorAssessment"
      ? datesIn(document, ["certificates"], "expires", "certificate-end", ({ standard }) =>
          named("End of certificate", standard, value["vendor"]),
        )
      : []),
    ...(kind === "RiskAnalysis"
      ? datesIn(document, ["risks"], "due", "risk-due", (risk) =>
          isOpenRisk(risk) ? named("Treatment of a risk in RiskAnalysis", id) : undefined,
        )
      : []),
  ];
};

const inConfig: FindDates = (document) =>
  datesIn(document, ["rules"], "until", "setting-end", ({ rule, pack }) => named("End of the setting of", rule, pack));

/** A stated date of a deployment, or of the organisation. */
export type OwnedDate = StatedDate & { readonly deployment: string | null };

const ownedBy =
  (deployment: string | null) =>
  (stated: StatedDate): OwnedDate => ({ ...stated, deployment });

/** The dates that each usable document of a deployment states, by the position of the document in the manifest. */
type EvidenceDates = ReadonlyMap<number, readonly StatedDate[]>;

/** The dates of a deployment: of its manifest and of its usable evidence. */
export function datesOfDeployment({ manifest, references }: DeploymentFile["inputs"][number]): {
  readonly all: readonly OwnedDate[];
  readonly evidence: EvidenceDates;
} {
  const isRetired = getAt(manifest.value, ["spec", "stage"]) === "retired";
  const evidence = new Map(
    references.map(({ index, state }) => [
      index,
      state.is === "usable" && !isRetired ? inEvidence(state.document) : [],
    ]),
  );
  const own = ownedBy(deploymentRef(manifest).name);
  return { all: [...inManifest(manifest), ...[...evidence.values()].flat()].map(own), evidence };
}

/** The ends of settings and of waivers that have not passed; after its end, a setting or a waiver asks for nothing. */
export function datesOfGovernance(
  config: Document | undefined,
  waivers: readonly Waiver[],
  asOf: string,
): readonly OwnedDate[] {
  const ofWaivers = waivers.flatMap(({ id, rule, deployment, document }) =>
    dateAt(document, ["spec", "until"], "waiver-end", `End of waiver ${id} of ${rule}`).map(ownedBy(deployment)),
  );
  const ofSettings = (config ? inConfig(config) : []).map(ownedBy(null));
  return [...ofWaivers, ...ofSettings].filter(({ date }) => date >= asOf);
}

/**
 * Lists dates once, with all deployments that they concern.
 * @param scope identifies the repository, as far as its files do
 */
export function listDueDates(dates: readonly OwnedDate[], scope: string, asOf: string, days: number): DueDate[] {
  const byPlace = new Map<string, { stated: StatedDate; deployments: Set<string>; path: string; key: string }>();
  for (const stated of dates) {
    const { document, deployment, kind } = stated;
    const path = formatKeyedPath(stated.path, document.value);
    const key = [scope, document.file, document.index, kind, path].join("\0");
    const known = byPlace.get(`${key}\0${stated.path.join("\0")}`) ?? { stated, deployments: new Set(), path, key };
    if (deployment !== null) known.deployments.add(deployment);
    byPlace.set(`${key}\0${stated.path.join("\0")}`, known);
  }
  const seen = new Map<string, number>();
  const due = [...byPlace.values()].map(({ stated, deployments, path, key }): DueDate => {
    const { document, date, kind, text } = stated;
    // Elements without a key of their own are distinguished by their order.
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return {
      date,
      inDays: daysBetween(asOf, date) ?? 0,
      kind,
      text,
      deployments: [...deployments].toSorted(compareCodeUnits),
      file: document.file,
      line: document.locate(stated.path).start.line,
      path,
      id: sha256(count === 0 ? key : `${key}\0${count}`),
    };
  });
  return due
    .filter(({ inDays }) => inDays <= days)
    .toSorted(
      (a, b) =>
        compareCodeUnits(a.date, b.date) ||
        compareCodeUnits(a.file, b.file) ||
        a.line - b.line ||
        compareCodeUnits(a.id, b.id),
    );
}
