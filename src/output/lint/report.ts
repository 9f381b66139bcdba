import type { Diagnostic } from "../../model/diagnostic.ts";
import { diagnosticToJson } from "../report/json.ts";
import { plural } from "../../util/text.ts";
import { type PrintOptions, createPrinter, diagnosticBlock } from "../text/terminal.ts";
import type { LintResult } from "../../lint/lint.ts";

const count = (diagnostics: readonly Diagnostic[], severity: Diagnostic["severity"]): number =>
  diagnostics.filter((one) => one.severity === severity).length;

/** What was found, for a terminal. */
export function lintToConsole({ rules, diagnostics }: LintResult, options: PrintOptions): string {
  const printer = createPrinter(options);
  const { c } = printer;
  const [errors, warnings] = [count(diagnostics, "error"), count(diagnostics, "warning")];
  const text = `${plural(rules, "rule")}: ${plural(errors, "error")}, ${plural(warnings, "warning")}`;
  const color = errors > 0 ? c.red : warnings > 0 ? c.yellow : c.green;
  return `${[...diagnostics.map((one) => diagnosticBlock(printer, one)), color(c.bold(text))].join("\n\n")}\n`;
}

/** What was found, as JSON. */
export function lintToJson({ rules, diagnostics }: LintResult): string {
  const summary = { rules, errors: count(diagnostics, "error"), warnings: count(diagnostics, "warning") };
  const shape = { schemaVersion: 1, summary, diagnostics: diagnostics.map(diagnosticToJson) };
  return `${JSON.stringify(shape, null, 2)}\n`;
}
