import type { Diagnostic } from "../../model/diagnostic.ts";
import { type Finding, isUnmet } from "../../model/finding.ts";
import { compareCodeUnits } from "../../util/json.ts";
import type { Format, FormatOptions } from "../format.ts";
import { buildReproduction } from "./reproduction.ts";
import type { Report } from "../../model/report.ts";

/** The manifest files, each with its deployments. */
function deploymentsByFile({ findings }: Report): Map<string, string[]> {
  const files = new Map<string, Set<string>>();
  for (const { manifest } of findings)
    files.set(manifest.file, (files.get(manifest.file) ?? new Set()).add(manifest.name));
  return new Map([...files].map(([file, names]) => [file, [...names].toSorted(compareCodeUnits)]));
}

/**
 * The checked manifests. Without any, the invalid files or else the policies: a statement needs at least one subject
 * (in-toto Statement v1).
 */
function subjectsOf(report: Report) {
  const deployments = deploymentsByFile(report);
  const checked = report.inputs.flatMap(({ file, sha256 }) => {
    const names = deployments.get(file);
    return names ? [{ name: file, digest: { sha256 }, annotations: { deployments: names } }] : [];
  });
  if (checked.length > 0) return checked;
  const broken = new Set(report.diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file));
  const files = report.inputs
    .filter(({ file }) => broken.has(file))
    .map(({ file, sha256 }) => ({ name: file, digest: { sha256 } }));
  if (files.length > 0) return files;
  return [{ name: "policies", digest: { sha256: report.policies.digest.replace(/^sha256:/, "") } }];
}

/** The configuration of the check: tool, options, policies, commits and evidence. */
function configurationOf(report: Report, options: FormatOptions) {
  const { policies, judged, inputs, asOf, toolVersion } = report;
  const manifests = deploymentsByFile(report);
  const commit = (name: string, oid: string | undefined) =>
    oid === undefined ? [] : [{ name, digest: { gitCommit: oid } }];
  return [
    {
      name: "caregate",
      uri: "urn:caregate:v1",
      annotations: { version: toolVersion, asOf, recipe: buildReproduction(report, options) },
    },
    {
      name: "policies",
      digest: { sha256: policies.digest.replace(/^sha256:/, "") },
      annotations: { source: policies.source, commit: policies.commit },
    },
    ...commit("repository", judged?.commit),
    ...commit("base", report.baseline?.commit),
    ...inputs
      .filter(({ file }) => !manifests.has(file))
      .map(({ file, sha256 }) => ({ name: file, digest: { sha256 } })),
  ];
}

const testOf = ({ rule, manifest }: Finding): string => `${rule.id} for ${manifest.name}`;
const inputOf = ({ code, file, span: { start } }: Diagnostic): string =>
  `${code} at ${file}:${start.line}:${start.column}`;

const sorted = (names: readonly string[]): string[] => [...new Set(names)].toSorted(compareCodeUnits);

/** Names of the outcomes: blocking findings are failures; other unmet or waived findings are warnings. */
function testsOf({ findings, diagnostics }: Report) {
  const of = (level: Diagnostic["severity"]): string[] =>
    diagnostics.filter(({ severity }) => severity === level).map(inputOf);
  const lenient = findings.filter((finding) => isUnmet(finding.outcome) && !finding.gates);
  return {
    passedTests: sorted(findings.filter(({ outcome }) => outcome === "pass").map(testOf)),
    warnedTests: sorted([...of("warning"), ...lenient.map(testOf)]),
    failedTests: sorted([...of("error"), ...findings.filter(({ gates }) => gates).map(testOf)]),
  };
}

/** Formats the report as an in-toto statement with a test-result predicate, for signing. */
export const formatInToto: Format = (report, options) => {
  const tests = testsOf(report);
  const { verdict } = report;
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: subjectsOf(report),
    predicateType: "https://in-toto.io/attestation/test-result/v0.1",
    predicate: {
      result: verdict !== "pass" ? "FAILED" : tests.warnedTests.length > 0 ? "WARNED" : "PASSED",
      configuration: configurationOf(report, options),
      ...tests,
    },
  };
  return `${JSON.stringify(statement, null, 2)}\n`;
};
