import type { Format } from "../format.ts";
/** The report as GitLab's Code Quality JSON: what fails or cannot be told, and what is wrong with the inputs. */
export declare const formatGitlab: Format;
