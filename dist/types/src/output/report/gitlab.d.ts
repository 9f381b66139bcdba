import type { Format } from "../format.ts";
/** Formats the report as Code Quality JSON of GitLab: failed and unknown results, input problems, and rules that lapsed. */
export declare const formatGitlab: Format;
