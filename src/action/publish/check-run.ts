import { annotationOf } from "../annotations.ts";
import { commentOf, verdictSentence } from "../review-page.ts";
import type { Publication } from "./publication.ts";

/** Annotations that a check run takes in one request. */
const MAX_ANNOTATIONS = 50;

/** The name of the check run of a step. */
export const checkRunName = (key: string): string => (key === "default" ? "caregate" : `caregate (${key})`);

export async function addCheckRun({ host, checked, inputs: { key }, page, pathOf }: Publication): Promise<void> {
  const levels = { error: "failure", warning: "warning", notice: "notice" } as const;
  const annotations = page.items.slice(0, MAX_ANNOTATIONS).map((item) => annotationOf(item, pathOf));
  await host.addCheckRun({
    name: checkRunName(key),
    sha: checked.sha,
    conclusion: page.report.verdict === "pass" ? "success" : "failure",
    title: verdictSentence(page.report),
    summary: commentOf(page, key),
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
}
