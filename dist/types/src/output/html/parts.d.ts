import type { ComponentChildren } from "preact";
import type { Citation } from "../../model/rule.ts";
import type { Location } from "../../model/location.ts";
import type { ReportView } from "../report/html/view.ts";
/** A sentence of the report; what it quotes in backticks is set as code. */
export declare function Prose({ text }: {
    readonly text: string;
}): import("preact").JSX.Element;
/** A rule by its identifier, leading to what it demands. */
export declare function RuleLink({ view, rule }: {
    readonly view: ReportView;
    readonly rule: string;
}): import("preact").JSX.Element;
/** Several rules in a row. */
export declare function RuleLinks({ view, rules }: {
    readonly view: ReportView;
    readonly rules: readonly string[];
}): import("preact").JSX.Element;
/** A provision, linked to its text when that lies on the web. */
export declare function Provision({ of: { ref, url } }: {
    readonly of: Citation;
}): import("preact").JSX.Element;
/** Several provisions in a row. */
export declare function Citations({ of }: {
    readonly of: readonly Citation[];
}): import("preact").JSX.Element;
interface PlaceProps {
    readonly view: ReportView;
    readonly at: Location;
}
/** Where something stands, with the line; a line that only stands for what is absent is not quoted. */
export declare function PlaceLink({ view, at }: PlaceProps): import("preact").JSX.Element;
interface SectionProps {
    readonly id: string;
    readonly title: string;
    readonly children: ComponentChildren;
}
/** A part of the page under a heading. */
export declare function Section({ id, title, children }: SectionProps): import("preact").JSX.Element;
interface TableProps {
    readonly label: string;
    readonly columns: readonly ComponentChildren[];
    readonly children: ComponentChildren;
}
/** A table that scrolls by itself where the page is narrow, by keyboard too. */
export declare function Table({ label, columns, children }: TableProps): import("preact").JSX.Element;
export {};
