import type { Register } from "../../model/register.ts";
import { registerConsole } from "./console.ts";
import { registerCsv } from "./csv.ts";
import { registerIcal } from "./ical.ts";
import { registerJson } from "./json.ts";
/** The output formats of a register by name. */
export declare const registerFormats: {
    readonly console: typeof registerConsole;
    readonly json: typeof registerJson;
    readonly csv: typeof registerCsv;
    readonly html: (register: Register) => Promise<string>;
    readonly ical: typeof registerIcal;
};
