import type { ActionEnvironment } from "../environment.ts";
import type { WorkflowEvent } from "../event.ts";
import type { GitHost } from "../host.ts";
import { readInputs } from "../inputs.ts";
import { errorPage } from "../review-page.ts";
import { upsertComment } from "../sticky-comment.ts";
import { checkRunName } from "./check-run.ts";
import { reasonOf } from "./refusal.ts";

/** What is known of a run that did not complete. */
export interface FailedRun {
  readonly step: ActionEnvironment;
  readonly event: WorkflowEvent;
  readonly host: GitHost;
  readonly key: string;
  readonly runUrl: string;
}

/** The inputs that decide where the error is shown; those of the defaults if another input is invalid. */
function channelsOf({ runner }: ActionEnvironment): { comment: "on-failure" | "always" | "never"; checkRun: boolean } {
  try {
    return readInputs((name) => runner.getInput(name));
  } catch {
    return { comment: "on-failure", checkRun: runner.getInput("check-run").trim().toLowerCase() === "true" };
  }
}

/** Shows in the comment and in the check run that nothing was checked: an older result must not stay. Never throws. */
export async function publishError({ step, event, host, key, runUrl }: FailedRun, reason: string): Promise<void> {
  const { comment, checkRun } = channelsOf(step);
  const body = errorPage(reason, runUrl, key);
  const { pullRequest, expectedHead, sha } = event;
  const channels = [
    {
      permission: "pull-requests: write",
      show: async () => pullRequest && upsertComment(host, pullRequest, { comment, key }, body, false),
    },
    {
      permission: "checks: write",
      show: async () => {
        const title = "check not completed";
        const run = { name: checkRunName(key), sha: expectedHead ?? sha, conclusion: "failure", title } as const;
        if (checkRun) await host.addCheckRun({ ...run, summary: body, annotations: [] });
      },
    },
  ];
  for (const { permission, show } of channels) {
    try {
      await show();
    } catch (error) {
      const why = reasonOf(error, event, permission);
      step.runner.notice(`the error was not shown on the pull request: ${why}`, { title: "caregate" });
    }
  }
}
