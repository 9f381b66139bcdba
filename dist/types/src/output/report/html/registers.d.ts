import { type ReportView } from "./view.ts";
/** The findings, grouped by provision. */
export declare function ByLaw({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element | null;
/** The waivers: findings, approver, reason and duration. */
export declare function Waivers({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element | null;
/** Problems of the inputs. */
export declare function Inputs({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element | null;
/** Fixed findings and removed deployments. */
export declare function Baseline({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element | null;
/** Inputs that were not checked. */
export declare function NotEvaluated({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element | null;
/** The rules with their citations and outcomes. */
export declare function Rules({ view }: {
    readonly view: ReportView;
}): import("preact").JSX.Element;
