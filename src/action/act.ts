import { join, resolve } from "node:path";
import type * as Core from "@actions/core";
import { historyOf } from "../documents/git.ts";
import type { Json } from "../model/json.ts";
import { formats } from "../report/index.ts";
import { lineReader, writeWhole } from "../commands/output.ts";
import { workingTree } from "../documents/working-tree.ts";
import { type Annotation, annotationOf, annotationsOf } from "./annotations.ts";
import { keepComment } from "./conversation.ts";
import { type Occasion, occasionOf } from "./event.ts";
import { type GitHub, connect } from "./github.ts";
import { type Inputs, readInputs } from "./inputs.ts";
import { type Item, itemsOf } from "./items.ts";
import { type View, commentOf, summaryOf, verdictSentence } from "./page.ts";
import { type Judged, judgeOccasion, judgedBy, pathFrom } from "./judge.ts";

/** What the runner gives a step. */
export interface Step {
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

function annotate({ runner }: Step, { level, title, message, place }: Annotation): void {
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
const harmless = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => `| ${line.replaceAll("##[", "#\u200B#[")}`)
    .join("\n");

function viewOf(step: Step, occasion: Occasion, inputs: Inputs, judged: Judged, items: readonly Item[]): View {
  const { GITHUB_SERVER_URL: server = "https://github.com", GITHUB_RUN_ID: run = "" } = step.environment;
  const repository = `${server}/${occasion.owner}/${occasion.repository}`;
  const top = historyOf(judged.root)?.top ?? step.workspace;
  const shown = inputs.scope === "changed" ? items.filter(({ touched, existing }) => touched || !existing) : items;
  const encode = (part: string): string =>
    encodeURIComponent(part).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return {
    report: judged.report,
    items: shown,
    judgedBy: judgedBy(judged, judged.report),
    proposed: judged.proposed && { report: judged.proposed, meaning: judged.meaning.text },
    leftOut: items.length - shown.length,
    notes: judged.baseline?.notes ?? [],
    url: (file, line) =>
      `${repository}/blob/${encode(occasion.sha)}/${pathFrom(top, judged.root, file).split("/").map(encode).join("/")}#L${line}`,
    runUrl: `${repository}/actions/runs/${encode(run)}`,
  };
}

/** Writes the report's files; one that cannot be written is said, and changes nothing. */
async function writeFiles(
  { runner, temporary, workspace }: Step,
  inputs: Inputs,
  { report, root }: Judged,
): Promise<void> {
  const options = { all: false, color: false, pathPrefix: "", line: lineReader(workingTree(root)) };
  const files = [
    ["report-file", "json", undefined],
    ["sarif-file", "sarif", inputs.sarifFile],
    ["html-file", "html", inputs.htmlFile],
  ] as const;
  for (const [output, format, named] of files) {
    const path = named === undefined ? join(temporary, `caregate.${format}`) : resolve(workspace, named);
    try {
      writeWhole(path, await formats[format](report, options));
      runner.setOutput(output, path);
    } catch (error) {
      runner.notice(`${output} was not written: ${messageOf(error)}`, { title: "caregate" });
    }
  }
}

function setOutputs({ runner }: Step, { report, proposed }: Judged): void {
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
async function optional({ runner }: Step, what: string, act: () => Promise<string | void>): Promise<void> {
  try {
    const remark = await act();
    if (typeof remark === "string") runner.notice(remark, { title: "caregate" });
  } catch (error) {
    runner.notice(`${what}: ${messageOf(error)}. The verdict is not touched by this.`, { title: "caregate" });
  }
}

async function addCheckRun(
  github: GitHub,
  { sha }: Occasion,
  { key }: Inputs,
  view: View,
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

async function judgeAndTell(step: Step): Promise<number> {
  const { environment, runner, workspace } = step;
  const inputs = readInputs((name) => runner.getInput(name));
  if (inputs.token !== "") runner.setSecret(inputs.token);
  const occasion = occasionOf(environment, step.payload);
  const github = connect({
    token: inputs.token,
    apiUrl: environment["GITHUB_API_URL"] ?? "https://api.github.com",
    owner: occasion.owner,
    repository: occasion.repository,
  });
  const judged = await judgeOccasion(occasion, inputs, github, workspace, step.asOf);
  const { report, root } = judged;
  const view = viewOf(step, occasion, inputs, judged, itemsOf(report, judged.touches, judged.meaning.items));
  const passes = report.verdict === "pass";
  const sentence = verdictSentence(report, view.items);
  const pathOf = (file: string): string => pathFrom(workspace, root, file);

  // Commands come before anything that is not ours is printed.
  for (const one of annotationsOf(view.items, pathOf, passes ? undefined : sentence)) annotate(step, one);
  await optional(step, "the summary was not written", async () => {
    await runner.summary.addRaw(summaryOf(view)).write();
  });
  setOutputs(step, judged);
  await writeFiles(step, inputs, judged);
  const { pullRequest } = occasion;
  if (pullRequest)
    await optional(step, "the pull request was not commented on", () =>
      keepComment(github, pullRequest, inputs, commentOf(view, inputs.key), passes),
    );
  if (inputs.checkRun)
    await optional(step, "no check run was made", () => addCheckRun(github, occasion, inputs, view, pathOf));
  const text = formats.console(report, {
    all: false,
    color: false,
    pathPrefix: "",
    line: lineReader(workingTree(root)),
  });
  runner.info(harmless(text));
  return passes ? 0 : 1;
}

/**
 * Judges what a workflow run is about and tells it through every channel there is. Whatever cannot be told, the exit
 * code is the verdict's.
 */
export async function act(step: Step): Promise<number> {
  try {
    return await judgeAndTell(step);
  } catch (error) {
    step.runner.error(messageOf(error), { title: "caregate cannot judge this" });
    step.runner.setOutput("verdict", "error");
    return 1;
  }
}
