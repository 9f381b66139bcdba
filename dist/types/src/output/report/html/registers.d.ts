import { type ReportView } from "./view.ts";
/** The findings once more, by the provisions that are at stake. */
export declare function ByLaw({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element | null;
/** What was set aside, by whom, why and for how long. */
export declare function Waivers({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element | null;
/** What is wrong with the inputs themselves. */
export declare function Inputs({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element | null;
/** What the change repaired, and which deployments it took away. */
export declare function Baseline({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element | null;
/** What was seen and not judged. */
export declare function NotJudged({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element | null;
/** Every rule that judged, what it cites, and how it came out. */
export declare function Rules({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element;
