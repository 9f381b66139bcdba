import type { ComponentChildren } from "preact";
import type { Citation } from "../../model/rule.ts";
import type { Location } from "../../model/location.ts";
import type { ReportView } from "../report/html/view.ts";
/** A sentence of the report. Text in backticks becomes code. */
export declare function Prose({ text }: {
    readonly text: string;
}): import("preact").JSX.Element;
/** A rule id with a link to the rule. */
export declare function RuleLink({ view, rule }: {
    readonly view: ReportView;
    readonly rule: string;
}): import("preact").JSX.Element;
/** A list of rules, separated by commas. */
export declare function RuleLinks({ view, rules }: {
    readonly view: ReportView;
    readonly rules: readonly string[];
}): import("preact").JSX.Element;
/** A provision, with a link to its text if there is one. */
export declare function Provision({ of: { ref, url } }: {
    readonly of: Citation;
}): import("preact").JSX.Element;
/** A list of provisions, separated by commas. */
export declare function Citations({ of }: {
    readonly of: readonly Citation[];
}): import("preact").JSX.Element;
interface PlaceProps {
    readonly view: ReportView;
    readonly at: Location;
}
/** A location with its line. The line is not quoted if it only marks the place of a missing value. */
export declare function PlaceLink({ view, at }: PlaceProps): import("preact").JSX.Element;
interface SectionProps {
    readonly id: string;
    readonly title: string;
    readonly children: ComponentChildren;
}
/** A section of the page with a heading. */
export declare function Section({ id, title, children }: SectionProps): import("preact").JSX.Element;
interface TableProps {
    readonly label: string;
    readonly columns: readonly ComponentChildren[];
    readonly children: ComponentChildren;
}
/** A table that scrolls on narrow pages, also by keyboard. */
export declare function Table({ label, columns, children }: TableProps): import("preact").JSX.Element;
export {};
