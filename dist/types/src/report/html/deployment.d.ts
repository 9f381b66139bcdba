import { type Deployment, type View } from "./view.ts";
/** How every deployment stands, in numbers. */
export declare function Overview({ view }: {
    readonly view: View;
}): import("preact").JSX.Element;
/** One deployment: what is violated, what cannot be told, what is waived, and the rest folded. */
export declare function DeploymentSection({ view, deployment }: {
    readonly view: View;
    readonly deployment: Deployment;
}): import("preact").JSX.Element;
