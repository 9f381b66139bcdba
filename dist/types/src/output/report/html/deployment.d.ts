import { type DeploymentView, type ReportView } from "./view.ts";
/** The outcomes of every deployment as numbers. */
export declare function Overview({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element;
/** One deployment: violations, undecided rules and waivers; the other rules are folded. */
export declare function DeploymentSection({ view, deployment, }: {
    readonly view: ReportView;
    readonly deployment: DeploymentView;
}): import("preact").JSX.Element;
