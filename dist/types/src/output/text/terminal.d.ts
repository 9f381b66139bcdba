import type { Location } from "../../model/location.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { type Finding } from "../../model/finding.ts";
import type { FormatOptions } from "../format.ts";
/** Colours by name. The type of the library that paints is not named: the declarations of the package do without it. */
type Colors = Readonly<Record<"bold" | "dim" | "underline" | "red" | "green" | "yellow" | "blue" | "magenta" | "cyan", (text: string) => string>>;
/** What of a format's options a terminal needs. */
export type PrintOptions = Pick<FormatOptions, "color" | "pathPrefix" | "line" | "link">;
/** What the parts of a text for a terminal are printed with. */
export interface Printer<Options extends PrintOptions = PrintOptions> {
    readonly c: Colors;
    readonly options: Options;
}
/** A printer for a terminal that shows colours, or not. */
export declare function createPrinter<Options extends PrintOptions>(options: Options): Printer<Options>;
/** The colour of a severity. */
export declare function severityColor(c: Colors, severity: string): (text: string) => string;
/** Where something is, with the line and a mark under it. */
export declare function codeFrame({ c, options }: Printer, { file, start, end }: Location, color: (text: string) => string): string[];
/** A remark below a frame. */
export declare function noteLine({ c }: Printer, margin: number, label: string, text: string): string;
/** The conditions that decided, the first of them. */
export declare function reasonLines(printer: Printer, margin: number, finding: Pick<Finding, "explanation" | "omitted">): string[];
/** What is wrong with an input, and where. */
export declare function diagnosticBlock(printer: Printer, { code, severity, message, file, span }: Diagnostic): string;
export {};
