import type { FileFormat } from "../policy/format.ts";
import { type JsonObject } from "../util/json.ts";
import type { TestResult } from "./result.ts";
/** A test of a format: a file as a text, and the documents that it becomes. */
export interface FormatTest {
    readonly name: string;
    readonly given: string;
    /** The documents by kind, or `refused` for a file that is no evidence. */
    readonly expected: JsonObject | "refused";
    /** Position in `tests`, from 0. */
    readonly index: number;
}
/** The tests of a format, in the order of its file. */
export declare function formatTestsOf({ document }: FileFormat): FormatTest[];
/** Runs one test of a format. Every field of the documents is compared. */
export declare function runFormatTest(format: FileFormat, { name, given, expected, index }: FormatTest): Promise<TestResult>;
