import type { Report } from "../../model/report.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Format, FormatOptions } from "../format.ts";
/** A diagnostic in the shape of the report. */
export declare function diagnosticToJson({ code, severity, message, file, span: { start, end } }: Diagnostic): {
    line: number;
    column: number;
    endLine: number;
    endColumn: number;
    code: string;
    severity: "error" | "note" | "warning";
    message: string;
    file: string;
};
/** The report as JSON, the shape of `schemas/report.schema.json`, finding by finding: there may be very many. */
export declare function jsonPieces(report: Report, options: FormatOptions): Generator<string>;
/** The same as one text. */
export declare const formatJson: Format;
