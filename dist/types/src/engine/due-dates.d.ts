import type { Document } from "../model/document.ts";
import type { Waiver } from "../model/finding.ts";
import type { DueDate, DueKind } from "../model/register.ts";
import type { DeploymentFile } from "../workspace/deployments.ts";
import { type Path } from "../util/json.ts";
/** A date in a document. */
interface StatedDate {
    readonly document: Document;
    readonly path: Path;
    readonly date: string;
    readonly kind: DueKind;
    readonly text: string;
}
/** A stated date of a deployment, or of the organisation. */
export type OwnedDate = StatedDate & {
    readonly deployment: string | null;
};
/** The dates that each usable document of a deployment states, by the position of the document in the manifest. */
type EvidenceDates = ReadonlyMap<number, readonly StatedDate[]>;
/** The dates of a deployment: of its manifest and of its usable evidence. */
export declare function datesOfDeployment({ manifest, references }: DeploymentFile["inputs"][number]): {
    readonly all: readonly OwnedDate[];
    readonly evidence: EvidenceDates;
};
/** The ends of settings and of waivers that have not passed; after its end, a setting or a waiver asks for nothing. */
export declare function datesOfGovernance(config: Document | undefined, waivers: readonly Waiver[], asOf: string): readonly OwnedDate[];
/**
 * Lists dates once, with all deployments that they concern.
 * @param scope identifies the repository, as far as its files do
 */
export declare function listDueDates(dates: readonly OwnedDate[], scope: string, asOf: string, days: number): DueDate[];
export {};
