import type { Register } from "../../model/register.ts";
import type { PrintOptions } from "../text/terminal.ts";
import { registerConsole } from "./console.ts";
import { registerCsv } from "./csv.ts";
import { registerIcal } from "./ical.ts";
import { registerJson } from "./json.ts";

/** The output formats of a register by name. */
export const registerFormats = {
  console: registerConsole,
  json: registerJson,
  csv: registerCsv,
  html: async (register: Register) => (await import("./html.tsx")).registerHtml(register),
  ical: registerIcal,
} as const satisfies Readonly<Record<string, (register: Register, options: PrintOptions) => string | Promise<string>>>;
