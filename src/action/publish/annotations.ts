import { type Annotation, annotationsOf } from "../annotations.ts";
import type { ActionEnvironment } from "../environment.ts";
import { verdictSentence } from "../review-page.ts";
import type { Publication } from "./publication.ts";

/** Writes the annotations as workflow commands. */
export function annotateLines({ step, page, pathOf }: Publication): void {
  const verdict = page.report.verdict === "pass" ? undefined : verdictSentence(page.report);
  for (const one of annotationsOf(page.items, pathOf, verdict)) annotate(step, one);
}

function annotate({ runner }: ActionEnvironment, { level, title, message, place }: Annotation): void {
  runner[level](message, {
    title,
    ...(place
      ? {
          file: place.file,
          startLine: place.startLine,
          endLine: place.endLine,
          ...(place.columns ? { startColumn: place.columns.start, endColumn: place.columns.end } : {}),
        }
      : {}),
  });
}
