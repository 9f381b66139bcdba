import { type Diagnostic, isError } from "../../model/diagnostic.ts";
import { type Finding, reasonTexts, writeText } from "../../model/finding.ts";
import type { Format } from "../format.ts";
import { identifyDiagnostics } from "./diagnostic-identity.ts";
import { element, xml } from "../text/xml.ts";
import type { Report } from "../../model/report.ts";
import { leniencyOf } from "./conclusion.ts";
import { LAPSED, lapsedItems } from "./lapsed.ts";

function detail(finding: Finding): string {
  const { message, write, rule, primary } = finding;
  const why = reasonTexts(finding).map((text) => `why: ${text}`);
  return [
    message,
    `at ${primary.file}:${primary.start.line}:${primary.start.column}`,
    ...why,
    `do: ${rule.remediation.trim()}`,
    ...write.map((one) => `write: ${writeText(one)}`),
  ].join("\n");
}

/** Why a case is skipped; undefined for one that passes or blocks. */
function skipReason(finding: Finding, report: Report): string | undefined {
  const { outcome, waiver, message } = finding;
  if (outcome === "not-applicable") return "does not apply";
  if (waiver) return `waived until ${waiver.until} (${waiver.id})`;
  const leniency = leniencyOf(finding, report);
  return leniency && `${leniency === "existing" ? leniency : "advisory"}: ${message}`;
}

function testcase(finding: Finding, report: Report): string {
  const { rule, outcome, message, manifest, primary } = finding;
  const attributes = { classname: manifest.name, name: rule.id, file: primary.file, line: primary.start.line };
  const reason = skipReason(finding, report);
  if (reason !== undefined) return element("testcase", attributes, element("skipped", { message: reason }));
  if (outcome === "pass") return element("testcase", attributes);
  const type = outcome === "unknown" ? "unknown" : rule.severity;
  return element("testcase", attributes, element("failure", { type, message }, xml(detail(finding))));
}

function suite(name: string, file: string, findings: readonly Finding[], report: Report): string {
  const skipped = findings.filter((one) => skipReason(one, report) !== undefined).length;
  const failures = findings.filter(({ outcome }) => outcome !== "pass").length - skipped;
  return element(
    "testsuite",
    { name, file, tests: findings.length, failures, errors: 0, skipped },
    `\n${findings.map((finding) => testcase(finding, report)).join("\n")}\n`,
  );
}

/** A suite for input problems; empty if there are none. */
export function inputs(diagnostics: readonly Diagnostic[]): string[] {
  if (diagnostics.length === 0) return [];
  const identities = identifyDiagnostics(diagnostics);
  const cases = diagnostics.map(({ code, message, file, span }, i) => {
    const text = xml(`${file}:${span.start.line}:${span.start.column}: ${message}`);
    return element(
      "testcase",
      { classname: "inputs", name: (identities[i] as string).replaceAll("\0", " "), file, line: span.start.line },
      element("error", { type: code, message }, text),
    );
  });
  const counts = { tests: cases.length, failures: 0, errors: cases.length, skipped: 0 };
  return [element("testsuite", { name: "inputs", ...counts }, `\n${cases.join("\n")}\n`)];
}

/** A suite for rules that no longer apply: failures if the change waits for governance, else skipped. */
function lapsedSuite(report: Report): string[] {
  const items = lapsedItems(report);
  if (items.length === 0) return [];
  const cases = items.map(({ manifest, message, file, line, blocks }) => {
    const attributes = { classname: manifest, name: LAPSED, file, line };
    return blocks
      ? element(
          "testcase",
          attributes,
          element("failure", { type: "claims", message }, xml(`${message}\nat ${file}:${line}`)),
        )
      : element("testcase", attributes, element("skipped", { message }));
  });
  const failures = items.filter(({ blocks }) => blocks).length;
  const counts = { tests: items.length, failures, errors: 0, skipped: items.length - failures };
  return [element("testsuite", { name: "claims", ...counts }, `\n${cases.join("\n")}\n`)];
}

/** Formats suites as a complete file. */
export function junitFile(suites: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="caregate">\n${suites.join("\n")}\n</testsuites>\n`;
}

/**
 * Formats the report as JUnit XML: a suite per deployment, a case per rule. A result that blocks is a failure, also an unknown one.
 * Waived, existing and advisory results are skipped.
 */
export const formatJunit: Format = (report) => {
  const { findings, diagnostics } = report;
  const errors = diagnostics.filter(isError);
  const files = [...new Set(findings.map(({ manifest }) => manifest.file))].toSorted();
  const suites = files.flatMap((file) => {
    const own = findings.filter(({ manifest }) => manifest.file === file);
    return [...new Set(own.map(({ manifest }) => manifest.name))].map((name) =>
      suite(
        name,
        file,
        own.filter(({ manifest }) => manifest.name === name),
        report,
      ),
    );
  });
  return junitFile([...inputs(errors), ...lapsedSuite(report), ...suites]);
};
