import { type Finding, type Waiver } from "../../../model/finding.ts";
import { type FindingEntry, type ReportView } from "./view.ts";
/** The deciding conditions, each with its source lines. */
export declare function Reasons({ view, finding }: {
    readonly view: ReportView;
    readonly finding: Finding;
}): import("preact").JSX.Element;
/** A waiver: who approved it, why, and for how long. */
export declare function WaiverText({ waiver }: {
    readonly waiver: Waiver;
}): import("preact").JSX.Element;
interface FindingProps {
    readonly view: ReportView;
    readonly entry: FindingEntry;
}
/** One finding: the problem, the reason, the source lines, the remedy and the law. */
export declare function FindingArticle({ view, entry: { id, finding } }: FindingProps): import("preact").JSX.Element;
export {};
