import type { Register } from "../../model/register.ts";
/** A register as one HTML page without scripts or other files. */
export declare function registerHtml(register: Register): string;
