import { plural } from "../../util/text.ts";
import { type Diagnostic, compareDiagnostics, isError } from "../../model/diagnostic.ts";
import {
  type Printer,
  type PrintOptions,
  createPrinter,
  diagnosticBlock,
  codeFrame,
  noteLine,
  reasonLines,
} from "../text/terminal.ts";
import { oneLine } from "../text/snippet.ts";
import type { SurvivingMutant } from "../../testing/mutate.ts";
import { type TestResult, passed, unexpected } from "../../testing/result.ts";
import type { MutationSummary, Suite, TestRun } from "../../testing/run-tests.ts";

/** A failed test: the expected result, the actual result, and the reason. */
function failureBlock(printer: Printer, result: TestResult): string {
  const { c } = printer;
  const { rule, name, where, finding } = result;
  const margin = String(where.start.line).length;
  const lines = [
    `${c.bold(c.red("failed"))}[${oneLine(rule)}]: ${c.bold(oneLine(`${name}: ${unexpected(result)}`))}`,
    ...codeFrame(printer, where, c.red),
  ];
  if (!finding) return lines.join("\n");
  lines.push(...reasonLines(printer, margin, finding));
  if (finding.missing.length > 0)
    lines.push(noteLine(printer, margin, "not stated", finding.missing.map(({ path }) => path).join(", ")));
  if (finding.waiver) lines.push(noteLine(printer, margin, "waived by", finding.waiver.document.file));
  return lines.join("\n");
}

function suiteLine({ c, options }: Printer, { file, results }: Suite): string {
  const failed = results.filter((one) => !passed(one)).length;
  const mark = failed > 0 ? c.red("failed") : c.green("passed");
  const counts = failed > 0 ? `${failed} of ${plural(results.length, "test")}` : plural(results.length, "test");
  return `${mark} ${oneLine(options.pathPrefix + file)} ${c.dim(counts)}`;
}

function survivorBlock(printer: Printer, { rule, change, gap, where }: SurvivingMutant): string {
  const { c } = printer;
  const head = `${c.yellow("unnoticed")}[${rule}]: ${c.bold(oneLine(`${change}: ${gap}`))}`;
  return [head, ...codeFrame(printer, where, c.yellow)].join("\n");
}

function mutationLines({ c }: Printer, changes: MutationSummary): string[] {
  const { noticed, refused, equivalent, listed, survivors, held } = changes;
  const counts = [
    `${noticed} noticed`,
    ...(refused > 0 ? [`${refused} rejected by the check of policies`] : []),
    ...(equivalent > 0 ? [`${equivalent} without effect`] : []),
    ...(listed > 0 ? [`${listed} listed as equivalent`] : []),
    `${survivors.length} unnoticed`,
  ];
  const all = noticed + refused + equivalent + listed + survivors.length;
  const text = `${plural(all, "small change")} of rules: ${counts.join(", ")}`;
  const left = held.length > 0 ? [c.yellow(`skipped until their tests pass: ${held.join(", ")}`)] : [];
  return [survivors.length > 0 ? c.yellow(text) : c.green(text), ...left];
}

function summaryLine({ c }: Printer, { suites }: TestRun, errors: number): string {
  const results = suites.flatMap((suite) => suite.results);
  const good = results.filter(passed).length;
  const bad = results.length - good;
  const text = [`${good} passed`, `${bad} failed`, ...(errors > 0 ? [plural(errors, "input error")] : [])].join(", ");
  return c.bold(bad + errors > 0 ? c.red(text) : c.green(text));
}

/** All problems of the inputs and tests, without duplicates, sorted. */
export function inputErrors({ diagnostics, suites, mutated }: TestRun): Diagnostic[] {
  const within = suites.flatMap(({ results }) => results.flatMap((result) => result.diagnostics));
  const all = [...diagnostics, ...within, ...(mutated?.diagnostics ?? [])];
  const errors = all.filter(isError);
  return [...new Map(errors.map((one) => [JSON.stringify(one), one])).values()].toSorted(compareDiagnostics);
}

/** Formats test results for a terminal. */
export function testsToConsole(run: TestRun, options: PrintOptions): string {
  const printer = createPrinter(options);
  const errors = inputErrors(run);
  const failed = run.suites.flatMap(({ results }) =>
    results.filter((one) => one.diagnostics.length === 0 && !passed(one)),
  );
  const { mutated } = run;
  const blocks = [
    ...errors.map((one) => diagnosticBlock(printer, one)),
    ...failed.map((one) => failureBlock(printer, one)),
    ...(mutated?.survivors ?? []).map((one) => survivorBlock(printer, one)),
    run.suites.map((suite) => suiteLine(printer, suite)).join("\n"),
    [...(mutated ? mutationLines(printer, mutated) : []), summaryLine(printer, run, errors.length)].join("\n"),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
