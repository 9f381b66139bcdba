import type { Format } from "../format.ts";
/** Formats the report as Code Quality JSON of GitLab: failed and unknown results, and input problems. */
export declare const formatGitlab: Format;
