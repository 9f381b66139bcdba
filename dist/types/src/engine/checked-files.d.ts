import { type LineReader } from "../repository/line-reader.ts";
import type { Tree } from "../repository/tree.ts";
import type { EngineOptions } from "./options.ts";
/** The files that a report is about, as far as renderers need them. */
export interface ReportedFiles {
    /** The text before the paths of a report that makes them paths from `cwd`. */
    readonly pathPrefix: string;
    /** Path from the top of the checkout to the root, with forward slashes; "" for the top itself, and without git. */
    readonly folder: string;
    /** Returns one line of a file, counted from 1; undefined if there is no such line or the file cannot be read. */
    readonly line: LineReader;
}
/** The same, of files that were read from a repository. */
export interface CheckedFiles extends ReportedFiles {
    /** Absolute path of the root, which the paths of the report start from. */
    readonly root: string;
}
export declare const describeFiles: (tree: Tree, { cwd }: Pick<EngineOptions, "cwd">) => CheckedFiles;
