import { join, resolve } from "node:path";
import type * as Core from "@actions/core";
import type { Json } from "../util/json.ts";
import type { FormatOptions } from "../output/format.ts";
import { formats } from "../output/report/index.ts";
import { workingTree } from "../repository/working-tree.ts";
import { type Annotation, annotationOf, annotationsOf } from "./annotations.ts";
import { upsertComment } from "./sticky-comment.ts";
import { type WorkflowEvent, parseEvent } from "./event.ts";
import { type GitHub, connectGitHub } from "./github/client.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { type ReviewItem, buildReviewItems } from "./review-items.ts";
import { type ReviewPage, commentOf, summaryOf, verdictSentence } from "./review-page.ts";
import { type CheckedEvent, checkEvent, describePolicySource, pathFrom } from "./check-event.ts";
import { topOfCheckout } from "../repository/root.ts";
import { createLineReader } from "../repository/line-reader.ts";
import { writeFileAtomically } from "../repository/write-file.ts";

/** What the runner gives a step. */
export interface ActionEnvironment {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The event's payload. */
  readonly payload: Json;
  /** Where the checkout lies. */
  readonly workspace: string;
  /** Where files go that nobody named a place for. */
  readonly temporary: string;
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
  readonly runner: Pick<
    typeof Core,
    "error" | "warning" | "notice" | "info" | "setOutput" | "summary" | "getInput" | "setSecret"
  >;
}

/** Annotations that a check run takes in one request. */
const MOST_IN_CHECK_RUN = 50;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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

/** A text of a repository, line by line, in which no workflow command can hide. */
const escapeWorkflowCommands = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => `| ${line.replaceAll("##[", "#\u200B#[")}`)
    .join("\n");

/** What there is to show, and where. */
interface ShownItems {
  readonly items: readonly ReviewItem[];
  /** The path of a file from the top of the repository. */
  readonly pathOf: (file: string) => string;
}

const serverOf = ({ environment }: ActionEnvironment): string =>
  environment["GITHUB_SERVER_URL"] ?? "https://github.com";

function viewOf(
  step: ActionEnvironment,
  occasion: WorkflowEvent,
  inputs: Inputs,
  judged: CheckedEvent,
  { items, pathOf }: ShownItems,
): ReviewPage {
  const { GITHUB_RUN_ID: run = "" } = step.environment;
  const repository = `${serverOf(step)}/${occasion.owner}/${occasion.repository}`;
  const shown = inputs.scope === "changed" ? items.filter(({ touched, existing }) => touched || !existing) : items;
  const encode = (part: string): string =>
    encodeURIComponent(part).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return {
    report: judged.report,
    items: shown,
    judgedBy: describePolicySource(judged, judged.report),
    proposed: judged.proposed && { report: judged.proposed, meaning: judged.meaning.text },
    leftOut: items.length - shown.length,
    notes: judged.notes,
    url: (file, line) =>
      `${repository}/blob/${encode(judged.sha)}/${pathOf(file).split("/").map(encode).join("/")}#L${line}`,
    runUrl: `${repository}/actions/runs/${encode(run)}`,
  };
}

/** Writes the report's files; one that cannot be written is said, and changes nothing. */
async function writeFiles(
  { runner, temporary, workspace }: ActionEnvironment,
  inputs: Inputs,
  { report }: CheckedEvent,
  options: FormatOptions,
): Promise<void> {
  // Code scanning would open an alert for what is waived.
  const unwaived = { ...report, findings: report.findings.filter(({ waiver }) => waiver === null) };
  const files = [
    ["report-file", "json", undefined],
    ["sarif-file", "sarif", inputs.sarifFile],
    ["html-file", "html", inputs.htmlFile],
  ] as const;
  for (const [output, format, named] of files) {
    const path = named === undefined ? join(temporary, `caregate.${format}`) : resolve(workspace, named);
    try {
      writeFileAtomically(path, await formats[format](format === "sarif" ? unwaived : report, options));
      runner.setOutput(output, path);
    } catch (error) {
      runner.notice(`${output} was not written: ${messageOf(error)}`, { title: "caregate" });
    }
  }
}

function setOutputs({ runner }: ActionEnvironment, { report, proposed }: CheckedEvent): void {
  const { verdict, summary, baseline, policies } = report;
  const outputs = {
    verdict,
    fail: summary.fail,
    unknown: summary.unknown,
    waived: summary.waived,
    new: baseline?.new ?? "",
    existing: baseline?.unchanged ?? "",
    fixed: baseline?.fixed.length ?? "",
    "policy-changed": proposed !== undefined,
    "policy-sha": policies.commit ?? "",
  };
  for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, value);
}

/** Does what may fail without changing the verdict; says so once when it does. */
async function tryPublish(
  { runner }: ActionEnvironment,
  what: string,
  act: () => Promise<string | void>,
): Promise<void> {
  try {
    const remark = await act();
    if (typeof remark === "string") runner.notice(remark, { title: "caregate" });
  } catch (error) {
    runner.notice(`${what}: ${messageOf(error)}. The verdict is not touched by this.`, { title: "caregate" });
  }
}

async function addCheckRun(
  github: GitHub,
  sha: string,
  { key }: Inputs,
  view: ReviewPage,
  pathOf: (file: string) => string,
): Promise<void> {
  const levels = { error: "failure", warning: "warning", notice: "notice" } as const;
  const annotations = view.items.slice(0, MOST_IN_CHECK_RUN).map((item) => annotationOf(item, pathOf));
  await github.addCheckRun({
    name: key === "default" ? "caregate" : `caregate (${key})`,
    sha,
    conclusion: view.report.verdict === "pass" ? "success" : "failure",
    title: verdictSentence(view.report, view.items),
    summary: commentOf(view, key),
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

async function checkAndPublish(step: ActionEnvironment): Promise<number> {
  const { environment, runner, workspace } = step;
  const inputs = readInputs((name) => runner.getInput(name));
  if (inputs.token !== "") runner.setSecret(inputs.token);
  const occasion = parseEvent(environment, step.payload);
  const github = connectGitHub({
    token: inputs.token,
    apiUrl: environment["GITHUB_API_URL"] ?? "https://api.github.com",
    owner: occasion.owner,
    repository: occasion.repository,
  });
  const judged = await checkEvent(occasion, inputs, { github, server: serverOf(step) }, workspace, step.asOf);
  const { report, root } = judged;
  const top = topOfCheckout(root) ?? workspace;
  const pathOf = (file: string): string => pathFrom(top, root, file);
  const items = buildReviewItems(report, judged.touches, judged.meaning.items);
  const view = viewOf(step, occasion, inputs, judged, { items, pathOf });
  const passes = report.verdict === "pass";
  const sentence = verdictSentence(report, view.items);

  // Commands come before anything that is not ours is printed.
  for (const one of annotationsOf(view.items, pathOf, passes ? undefined : sentence)) annotate(step, one);
  await tryPublish(step, "the summary was not written", async () => {
    await runner.summary.addRaw(summaryOf(view)).write();
  });
  setOutputs(step, judged);
  const folder = pathFrom(top, root, ".");
  const pathPrefix = folder === "" ? "" : `${folder}/`;
  const options = { all: false, color: false, pathPrefix, folder, line: createLineReader(workingTree(root)) };
  await writeFiles(step, inputs, judged, options);
  const { pullRequest } = occasion;
  if (pullRequest)
    await tryPublish(step, "the pull request was not commented on", () =>
      upsertComment(github, pullRequest, inputs, commentOf(view, inputs.key), passes),
    );
  if (inputs.checkRun)
    await tryPublish(step, "no check run was made", () => addCheckRun(github, judged.sha, inputs, view, pathOf));
  runner.info(escapeWorkflowCommands(formats.console(report, options)));
  return passes ? 0 : 1;
}

/**
 * Judges what a workflow run is about and tells it through every channel there is. Whatever cannot be told, the exit
 * code is the verdict's.
 */
export async function runAction(step: ActionEnvironment): Promise<number> {
  try {
    return await checkAndPublish(step);
  } catch (error) {
    step.runner.error(messageOf(error), { title: "caregate cannot judge this" });
    step.runner.setOutput("verdict", "error");
    return 1;
  }
}
