import type { Finding, Waiver } from "../../../model/finding.ts";
import { type FindingEntry, type ReportView } from "./view.ts";
/** What decided, each condition with the lines that it was read from. */
export declare function Reasons({ view, finding }: {
    readonly view: ReportView;
    readonly finding: Finding;
}): import("preact").JSX.Element;
/** Who set a rule aside, why, and for how long. */
export declare function WaiverText({ waiver }: {
    readonly waiver: Waiver;
}): import("preact").JSX.Element;
interface FindingProps {
    readonly view: ReportView;
    readonly entry: FindingEntry;
}
/** One finding: what is wrong, why, where that is read from, what to do, and which law asks for it. */
export declare function FindingArticle({ view, entry: { id, finding } }: FindingProps): import("preact").JSX.Element;
export {};
