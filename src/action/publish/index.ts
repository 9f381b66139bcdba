import { upsertComment } from "../sticky-comment.ts";
import { commentOf, summaryOf } from "../review-page.ts";
import { annotateLines } from "./annotations.ts";
import { addCheckRun } from "./check-run.ts";
import { writeFiles } from "./files.ts";
import { printReport } from "./log.ts";
import { setOutputs } from "./outputs.ts";
import type { Publication } from "./publication.ts";
import { writeRecord } from "./record.ts";
import { reasonOf } from "./refusal.ts";
import { suggestChanges } from "./suggestions.ts";

export type { Publication } from "./publication.ts";

interface Channel {
  /** Publishes; may return a remark that is shown as a notice. */
  readonly publish: (publication: Publication) => Promise<string | void> | void;
  /** Set for a channel that may fail without an effect on the verdict: the beginning of the notice about it. */
  readonly failure?: string;
  /** The permission that the token needs for it. */
  readonly permission?: string;
}

/** In this order. Annotations come first: no text from the repository may be printed before the last command. */
const channels: readonly Channel[] = [
  { publish: annotateLines },
  { publish: writeSummary, failure: "the summary was not written" },
  { publish: setOutputs },
  { publish: writeFiles },
  {
    publish: updateComment,
    failure: "the pull request was not commented on",
    permission: "pull-requests: write",
  },
  { publish: suggestChanges, failure: "no changes were suggested", permission: "pull-requests: write" },
  { publish: updateCheckRun, failure: "no check run was made", permission: "checks: write" },
  { publish: writeRecord, failure: "no record was written" },
  { publish: printReport },
];

async function writeSummary({ step, page }: Publication): Promise<void> {
  await step.runner.summary.addRaw(summaryOf(page)).write();
}

async function updateComment({ host, event, inputs, page }: Publication): Promise<string | undefined> {
  const { pullRequest } = event;
  if (!pullRequest) return undefined;
  return upsertComment(host, pullRequest, inputs, commentOf(page, inputs.key), page.report.verdict === "pass");
}

async function updateCheckRun(publication: Publication): Promise<string | undefined> {
  return publication.inputs.checkRun ? addCheckRun(publication) : undefined;
}

/** Publishes a result through every channel. */
export async function publish(publication: Publication): Promise<void> {
  const { runner } = publication.step;
  for (const { publish: run, failure, permission } of channels) {
    try {
      const remark = await run(publication);
      if (typeof remark === "string") runner.notice(remark, { title: "caregate" });
    } catch (error) {
      if (failure === undefined) throw error;
      const reason = reasonOf(error, publication.event, permission ?? "");
      runner.notice(`${failure}: ${reason}; the result of the check is not affected`, { title: "caregate" });
    }
  }
}
