import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Finding } from "../../model/finding.ts";
import type { Location } from "../../model/location.ts";
import type { Report } from "../../model/report.ts";
import type { Format } from "../format.ts";

/** A report whose files are named from the top of the repository; texts of findings stay as they are. */
function withPathsFromTop(report: Report, folder: string): Report {
  const from = (file: string): string => (file === "." ? folder : `${folder}/${file}`);
  const moved = <T extends Pick<Location, "file"> | Diagnostic>(one: T): T => ({ ...one, file: from(one.file) });
  const finding = (one: Finding): Finding => ({
    ...one,
    manifest: moved(one.manifest),
    primary: moved(one.primary),
    related: one.related.map(moved),
    write: one.write.map(moved),
    missing: one.missing.map(({ path, location }) => ({ path, location: moved(location) })),
  });
  return {
    ...report,
    inputs: report.inputs.map(moved),
    findings: report.findings.map(finding),
    questions: report.questions.map((one) => ({ ...one, primary: moved(one.primary) })),
    diagnostics: report.diagnostics.map(moved),
    baseline: report.baseline && { ...report.baseline, lapsed: report.baseline.lapsed.map(moved) },
  };
}

/** A format that names files from the top of the repository, where the services that read it look for them. */
export const fromTop =
  (format: Format): Format =>
  (report, options) => {
    const { folder = "" } = options;
    return format(folder === "" ? report : withPathsFromTop(report, folder), options);
  };
