import type { PolicyChange } from "../../diff/compare-policies.ts";
import { plural } from "../../util/text.ts";
import { policyChangeConsole } from "../diff/console.ts";
import { oneLine } from "../text/snippet.ts";
import { type PrintOptions, createPrinter } from "../text/terminal.ts";

/** A shared set, as `planVendoring` of the engine gives it. */
export interface VendorLine {
  readonly name: string;
  readonly source: string;
  readonly state: "current" | "new" | "updated" | "restored" | "removed" | "refused";
  readonly problem: string | undefined;
  readonly digest: string | undefined;
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly leftOut: readonly string[];
}

/** The sets, and their effect. */
export interface Vendoring {
  readonly sets: readonly VendorLine[];
  readonly change: PolicyChange | undefined;
}

const MOST_FILES = 8;

function fileLine(what: string, files: readonly string[]): string[] {
  if (files.length === 0) return [];
  const rest = files.length - MOST_FILES;
  return [`  ${what}: ${files.slice(0, MOST_FILES).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`];
}

function setBlock(set: VendorLine, options: PrintOptions): string {
  const { c } = createPrinter(options);
  const color = set.state === "refused" ? c.red : set.state === "current" ? c.dim : c.yellow;
  const lines = [
    `${color(set.state)} ${c.bold(set.name)}  ${c.dim(set.source)}`,
    ...(set.problem === undefined ? [] : [`  problem: ${set.problem}`]),
    ...fileLine("added", set.added),
    ...fileLine("changed", set.changed),
    ...fileLine("removed", set.removed),
    ...(set.state === "current" ? [] : fileLine("not shared", set.leftOut)),
    ...(set.state === "current" || set.digest === undefined ? [] : [`  digest: ${set.digest}`]),
  ];
  return lines.map(oneLine).join("\n");
}

/** The sets, then what they change, then whether they are written. */
export function vendoringToConsole({ sets, change }: Vendoring, written: boolean, options: PrintOptions): string {
  // Problems are written to standard error, once.
  const effect = change && { ...change, diagnostics: { before: [], after: [] } };
  const state = written ? "written" : change ? "not written" : "nothing to write";
  return [
    ...sets.map((set) => `${setBlock(set, options)}\n`),
    ...(effect ? [policyChangeConsole(effect, options)] : []),
    `${plural(sets.length, "shared set")}: ${state}\n`,
  ].join("\n");
}
