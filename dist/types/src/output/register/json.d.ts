import type { Register } from "../../model/register.ts";
/** A register for machines. */
export declare function registerJson(register: Register): string;
