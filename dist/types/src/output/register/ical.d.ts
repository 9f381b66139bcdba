import type { Register } from "../../model/register.ts";
/** The dates that fall due as a calendar (RFC 5545), each as an event of one day. */
export declare function registerIcal(register: Register): string;
