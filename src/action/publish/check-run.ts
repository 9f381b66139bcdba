import { annotationOf } from "../annotations.ts";
import { plural } from "../../util/text.ts";
import { commentOf, verdictSentence } from "../review-page.ts";
import type { Publication } from "./publication.ts";

/** The most annotations of a check run: several requests of 50 each. */
const MAX_ANNOTATIONS = 300;

/** The name of the check run of a step. */
export const checkRunName = (key: string): string => (key === "default" ? "caregate" : `caregate (${key})`);

/** @returns a remark if GitHub did not take all annotations */
export async function addCheckRun(publication: Publication): Promise<string | undefined> {
  const { host, checked, inputs, page, pathOf } = publication;
  const { key } = inputs;
  const levels = { error: "failure", warning: "warning", notice: "notice" } as const;
  const annotations = page.items.slice(0, MAX_ANNOTATIONS).map((item) => annotationOf(item, pathOf));
  const rest = page.items.length - annotations.length;
  const more =
    rest === 0
      ? ""
      : `\n${plural(rest, "finding")} without an annotation: [all findings](${page.runUrl}) are in the summary of the run.\n`;
  const written = await host.addCheckRun({
    name: checkRunName(key),
    sha: checked.sha,
    conclusion: page.report.verdict === "pass" ? "success" : "failure",
    title: verdictSentence(page.report),
    summary: commentOf(page, key) + more,
    annotations: annotations.flatMap(({ place, level, title, message }) =>
      place
        ? [
            {
              path: place.file,
              startLine: place.startLine,
              endLine: place.endLine,
              columns: place.columns,
              level: levels[level],
              title,
              message,
            },
          ]
        : [],
    ),
  });
  return written < annotations.length
    ? `the check run shows ${written} of ${annotations.length} annotations, because a request failed`
    : undefined;
}
