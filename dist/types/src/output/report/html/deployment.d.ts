import { type DeploymentView, type ReportView } from "./view.ts";
/** How every deployment stands, in numbers. */
export declare function Overview({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element;
/** One deployment: what is violated, what cannot be told, what is waived, and the rest folded. */
export declare function DeploymentSection({ view, deployment, }: {
    readonly view: ReportView;
    readonly deployment: DeploymentView;
}): import("preact").JSX.Element;
