// The GitHub Action: what the runner starts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "@actions/core";
import { act } from "./action/act.ts";
import { sealPrototypes } from "./model/prototypes.ts";

sealPrototypes();

const { GITHUB_EVENT_PATH, GITHUB_WORKSPACE, RUNNER_TEMP } = process.env;

/** The event's payload; one that cannot be read says nothing. */
function payload(): unknown {
  try {
    return JSON.parse(readFileSync(GITHUB_EVENT_PATH ?? "", "utf8"));
  } catch {
    return {};
  }
}

process.exitCode = await act({
  environment: process.env,
  payload: payload() as Parameters<typeof act>[0]["payload"],
  workspace: GITHUB_WORKSPACE ?? process.cwd(),
  temporary: RUNNER_TEMP ?? join(process.cwd(), ".caregate-report"),
  asOf: new Date().toISOString().slice(0, 10),
  runner: core,
});
