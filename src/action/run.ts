import { type CheckedEvent, checkEvent, describePolicySource, pathFrom } from "./check-event.ts";
import type { ActionEnvironment } from "./environment.ts";
import { type WorkflowEvent, parseEvent } from "./event.ts";
import { connectGitHub } from "./github/client.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { publish } from "./publish/index.ts";
import { type ReviewItem, buildReviewItems } from "./review-items.ts";
import type { ReviewPage } from "./review-page.ts";

function createReviewPage(
  step: ActionEnvironment,
  event: WorkflowEvent,
  inputs: Inputs,
  checked: CheckedEvent,
  items: readonly ReviewItem[],
): ReviewPage {
  const { GITHUB_RUN_ID: run = "" } = step.environment;
  const repository = `${event.server}/${event.owner}/${event.repository}`;
  const shown = inputs.scope === "changed" ? items.filter(({ touched, existing }) => touched || !existing) : items;
  const encode = (part: string): string =>
    encodeURIComponent(part).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return {
    report: checked.report,
    items: shown,
    policySource: describePolicySource(checked, checked.report),
    proposed: checked.proposed && { report: checked.proposed, policyChange: checked.policyReview.markdown },
    leftOut: items.length - shown.length,
    notes: checked.notes,
    url: (file, line) =>
      `${repository}/blob/${encode(checked.sha)}/${pathFrom(checked.top, checked.root, file).split("/").map(encode).join("/")}#L${line}`,
    runUrl: `${repository}/actions/runs/${encode(run)}`,
  };
}

async function checkAndPublish(step: ActionEnvironment): Promise<number> {
  const { environment, runner, workspace } = step;
  const inputs = readInputs((name) => runner.getInput(name));
  if (inputs.token !== "") runner.setSecret(inputs.token);
  const event = parseEvent(environment, step.payload);
  const host = connectGitHub({
    token: inputs.token,
    apiUrl: environment["GITHUB_API_URL"] ?? "https://api.github.com",
    owner: event.owner,
    repository: event.repository,
  });
  const checked = await checkEvent(event, inputs, host, workspace, step.asOf);
  const { report, root, top } = checked;
  const items = buildReviewItems(report, checked.touches, checked.policyReview.items);
  const page = createReviewPage(step, event, inputs, checked, items);
  const pathOf = (file: string): string => pathFrom(top, root, file);
  await publish({ step, inputs, event, host, checked, page, pathOf });
  return report.verdict === "pass" ? 0 : 1;
}

/**
 * Checks the commit or pull request of a workflow run and publishes the result through every channel. If a channel fails,
 * the exit code is still that of the verdict.
 */
export async function runAction(step: ActionEnvironment): Promise<number> {
  try {
    return await checkAndPublish(step);
  } catch (error) {
    step.runner.error(error instanceof Error ? error.message : String(error), {
      title: "caregate: check not completed",
    });
    step.runner.setOutput("verdict", "error");
    return 1;
  }
}
