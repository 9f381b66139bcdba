import type { Register } from "../model/register.ts";
import { type CheckedFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";
export interface RegisterOptions extends EngineOptions {
    /** Files, folders or globs in one repository (default: the folder `cwd`). */
    readonly targets?: readonly string[] | undefined;
    /** ISO date: the last commit of HEAD on or before that day, as of that day (default: the working tree, as of `asOf`). */
    readonly at?: string | undefined;
    /** Number of days ahead for which dates that fall due are listed (default: 90). */
    readonly days?: number | undefined;
}
/** A register, and the files that it is about. */
export interface RegisterResult extends CheckedFiles {
    readonly register: Register;
}
/**
 * Lists the deployments of a repository with their evidence, findings and waivers, and the dates that fall due.
 * @throws UsageError when the targets are not in one repository, or there is no commit on or before `at`
 */
export declare function buildRegister(options: RegisterOptions): Promise<RegisterResult>;
