/** The library: what `caregate check` does, for programs. */
export { UsageError } from "./commands/command.ts";
export { type CheckOptions, check } from "./commands/run.ts";
export { formats } from "./report/index.ts";
export type { Format, FormatOptions, LateFormat } from "./report/format.ts";
export type * from "./model/finding.ts";
export type * from "./model/document.ts";
export type * from "./model/diagnostic.ts";
export { version } from "./version.ts";
