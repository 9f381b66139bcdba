import type { Register } from "../../model/register.ts";
import { type PrintOptions } from "../text/terminal.ts";
/** A register for a terminal. */
export declare function registerConsole(register: Register, options: PrintOptions): string;
