import type { Diagnostic } from "../../model/diagnostic.ts";
import { type PrintOptions, createPrinter, diagnosticBlock } from "../text/terminal.ts";
import { oneLine } from "../text/snippet.ts";
import type { PolicyChange } from "../../diff/compare-policies.ts";
import { headlineOf, describeChange, verdictOf } from "../../diff/describe-change.ts";

/** Formats a change of policies for a terminal. */
export function policyChangeConsole(change: PolicyChange, options: PrintOptions): string {
  const printer = createPrinter(options);
  const { c } = printer;
  const problems = (side: "before" | "after", all: readonly Diagnostic[]): string[] =>
    // Source lines of the earlier state are not available.
    all
      .map((one) =>
        diagnosticBlock(side === "after" ? printer : createPrinter({ ...options, line: () => undefined }), one),
      )
      .map((block) => `${side}: ${block}`);
  const sections = describeChange(change).map(({ title, items }) => {
    const lines = items.flatMap(({ name, text, details }) => [
      `  ${c.bold(oneLine(name))}: ${oneLine(text)}`,
      ...details.map((detail) => `    ${c.blue("=")} ${oneLine(detail)}`),
    ]);
    return [c.bold(title.toLowerCase()), ...lines].join("\n");
  });
  const color = change.loosened ? c.red : c.green;
  const summary = `${headlineOf(change)}\n${color(c.bold(verdictOf(change)))}${c.dim(`, as of ${change.asOf}`)}`;
  const { before, after } = change.diagnostics;
  return `${[...problems("before", before), ...problems("after", after), ...sections, summary].join("\n\n")}\n`;
}
