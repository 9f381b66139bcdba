import { formatConsole } from "./console.ts";
import type { Format } from "./format.ts";
import { formatGitlab } from "./gitlab.ts";
import { formatJson } from "./json.ts";
import { formatJunit } from "./junit.ts";
import { formatMarkdown } from "./markdown.ts";
import { formatSarif } from "./sarif.ts";

/** The output formats by name. */
export const formats: Readonly<Record<string, Format>> = {
  console: formatConsole,
  json: formatJson,
  sarif: formatSarif,
  junit: formatJunit,
  gitlab: formatGitlab,
  markdown: formatMarkdown,
};
