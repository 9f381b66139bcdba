/** The library: what `caregate check` does, for programs. */
export { UsageError } from "./cli/command.ts";
export { type CheckOptions, check } from "./engine/check.ts";
export { formats } from "./output/report/index.ts";
export type { Format, FormatOptions, AsyncFormat as LateFormat } from "./output/format.ts";
export type * from "./model/finding.ts";
export type * from "./model/document.ts";
export type * from "./model/diagnostic.ts";
export { version } from "./version.ts";
