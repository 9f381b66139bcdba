import { formatConsole } from "./console.ts";
import type { Format } from "./format.ts";
import { formatJson } from "./json.ts";

/** The output formats by name. */
export const formats: Readonly<Record<string, Format>> = {
  console: formatConsole,
  json: formatJson,
};
