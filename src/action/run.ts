import { type CheckedEvent, checkEvent, describePolicySource, openEvent, pathFrom } from "./check-event.ts";
import type { ActionEnvironment } from "./environment.ts";
import { type WorkflowEvent, parseEvent } from "./event.ts";
import { connectGitHub } from "./github/client.ts";
import { type Inputs, isForShard, readInputs, readKey } from "./inputs.ts";
import { type FailedRun, publishError } from "./publish/error.ts";
import { publish } from "./publish/index.ts";
import { writeShardFile } from "./publish/shard.ts";
import { type ReviewItem, buildReviewItems } from "./review-items.ts";
import { type ReviewPage, errorPage } from "./review-page.ts";

const encodePart = (part: string): string =>
  encodeURIComponent(part).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);

function createReviewPage(
  step: ActionEnvironment,
  event: WorkflowEvent,
  inputs: Inputs,
  checked: CheckedEvent,
  items: readonly ReviewItem[],
): ReviewPage {
  const shown = inputs.scope === "changed" ? items.filter(({ touched, existing }) => touched || !existing) : items;
  return {
    report: checked.report,
    items: shown,
    policySource: describePolicySource(checked, checked.report),
    proposed: checked.proposed && { report: checked.proposed, policyChange: checked.policyReview.markdown },
    leftOut: items.length - shown.length,
    notes: checked.notes,
    url: (file, line) =>
      `${repositoryUrl(event)}/blob/${encodePart(checked.sha)}/${pathFrom(checked.top, checked.root, file).split("/").map(encodePart).join("/")}#L${line}`,
    runUrl: runUrlOf(step, event),
  };
}

const repositoryUrl = ({ server, owner, repository }: WorkflowEvent): string => `${server}/${owner}/${repository}`;

const runUrlOf = ({ environment }: ActionEnvironment, event: WorkflowEvent): string =>
  `${repositoryUrl(event)}/actions/runs/${encodePart(environment["GITHUB_RUN_ID"] ?? "")}`;

/** Reads the event and connects to its server, before any other input can be invalid. */
function connect(step: ActionEnvironment): FailedRun {
  const { environment, runner } = step;
  const token = runner.getInput("token");
  if (token !== "") runner.setSecret(token);
  const event = parseEvent(environment, step.payload);
  const { owner, repository } = event;
  const apiUrl = environment["GITHUB_API_URL"] ?? "https://api.github.com";
  const host = connectGitHub({ token, apiUrl, owner, repository });
  return { step, event, host, key: readKey((name) => runner.getInput(name)), runUrl: runUrlOf(step, event) };
}

async function checkAndPublish({ step, event, host }: FailedRun): Promise<number> {
  const inputs = readInputs((name) => step.runner.getInput(name));
  const opened = await openEvent(event, inputs, host, step.workspace, inputs.asOf ?? step.asOf);
  if (inputs.shard) {
    await writeShardFile(step, opened, inputs.shard, inputs.key);
    return 0;
  }
  const checked = await checkEvent(opened, inputs, step.workspace);
  const { report, root, top } = checked;
  const items = buildReviewItems(report, checked.touches, checked.policyReview.items);
  const page = createReviewPage(step, event, inputs, checked, items);
  const pathOf = (file: string): string => pathFrom(top, root, file);
  await publish({ step, inputs, event, host, checked, page, pathOf });
  return report.verdict === "pass" ? 0 : 1;
}

/**
 * Checks the commit or pull request of a workflow run and publishes the result through every channel. If a channel fails,
 * the exit code is still that of the verdict. If the check cannot be completed, every channel says so. A shard has no
 * verdict: it only writes its file.
 */
export async function runAction(step: ActionEnvironment): Promise<number> {
  let run: FailedRun | undefined;
  try {
    run = connect(step);
    return await checkAndPublish(run);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    step.runner.error(reason, { title: "caregate: check not completed" });
    step.runner.setOutput("verdict", "error");
    await step.runner.summary
      .addRaw(errorPage(reason, run?.runUrl ?? ""))
      .write()
      .catch(() => undefined);
    // The step that merges the shards says so on the pull request. Several steps at once would each add a comment.
    if (run && !isForShard((name) => step.runner.getInput(name))) await publishError(run, reason);
    return 1;
  }
}
