// The GitHub Action: what the runner starts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as core from "@actions/core";
import { runAction } from "./action/run.ts";
import { freezePrototypes } from "./util/prototypes.ts";

freezePrototypes();

const { GITHUB_EVENT_PATH, GITHUB_WORKSPACE, RUNNER_TEMP } = process.env;

/** The event's payload; one that cannot be read says nothing. */
function payload(): unknown {
  try {
    return JSON.parse(readFileSync(GITHUB_EVENT_PATH ?? "", "utf8"));
  } catch {
    return {};
  }
}

// A script cannot wait by itself.
async function start(): Promise<void> {
  process.exitCode = await runAction({
    environment: process.env,
    payload: payload() as Parameters<typeof runAction>[0]["payload"],
    workspace: GITHUB_WORKSPACE ?? process.cwd(),
    temporary: RUNNER_TEMP ?? join(process.cwd(), ".caregate-report"),
    asOf: new Date().toISOString().slice(0, 10),
    runner: core,
  });
}

void start();
