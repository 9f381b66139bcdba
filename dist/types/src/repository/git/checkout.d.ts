import { type CheckoutList } from "./parse-output.ts";
import type { RunGit } from "./run.ts";
interface Checkout {
    /** Absolute path of the top of the checkout. */
    readonly top: string;
    /** Absolute path of git's folder of this work tree. */
    readonly ownFolder: string;
}
/**
 * Lists the files of the work tree below the folder that git runs in. Only git interprets the ignore files, the settings
 * and the index.
 *
 * @throws GitError when git cannot list them
 */
export declare function listCheckout(git: RunGit, checkout: Checkout): CheckoutList;
/** The files of the submodules that are checked out, by their paths from the folder that git runs in. */
export declare function listSubmodules(git: RunGit, checkout: Checkout): string[];
export {};
