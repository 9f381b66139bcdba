/** The library: what `caregate check` does, for programs. */
export { UsageError } from "./util/errors.ts";
export { check } from "./engine/check.ts";
export type { CheckOptions } from "./engine/options.ts";
export { formats } from "./output/report/index.ts";
export type { Format, FormatOptions, AsyncFormat as LateFormat } from "./output/format.ts";
export type * from "./model/finding.ts";
export type * from "./model/document.ts";
export type * from "./model/diagnostic.ts";
export { version } from "./version.ts";
