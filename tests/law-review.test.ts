// The workflow that opens an issue of the rules whose law has to be read again.
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { project, read, temporaryFolder, write } from "./support/repository.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly on: { readonly schedule: readonly { readonly cron: string }[] };
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: { readonly list: { readonly permissions: object; readonly steps: readonly Step[] } };
}

const workflow = parse(read(project, ".github/workflows/law-review.yml")) as Workflow;
const { list } = workflow.jobs;
const [listing = {}, telling = {}] = list.steps.filter(({ run }) => run !== undefined);

/** How GitHub starts bash. */
const shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c"];

/** A `gh` that notes what it is asked, and knows the issue with a number or none. */
const gh = (number: string): string => `#!/bin/sh
echo "$*" >> "$RUNNER_TEMP/asked"
if [ "$1 $2" = "issue list" ]; then printf '%s' '${number}'; fi
`;

/** Runs the last step on a page, and gives what `gh` was asked and the body of the issue. */
function tell(page: string, number = "") {
  const folder = temporaryFolder();
  write(folder, { "bin/gh": gh(number), "due.md": page });
  chmodSync(join(folder, "bin/gh"), 0o755);
  const { status, stderr } = spawnSync("bash", [...shell, telling.run ?? ""], {
    cwd: folder,
    encoding: "utf8",
    env: {
      PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`,
      RUNNER_TEMP: folder,
      TITLE: "Law to read again",
    },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const asked = read(folder, "asked").trimEnd().split("\n");
  return { asked: asked.slice(1).map((line) => line.replaceAll(folder, "TEMP")), body: read(folder, "body.md") };
}

const page = "# Law to read again\n\n1 rules due.\n\n| rule | law last read |\n|---|---|\n| a/b | 2026-01-01 |\n";

describe("the workflow that lists law to read again", () => {
  test("is scheduled, may write issues and nothing else, and pins what it uses", () => {
    expect(workflow.on.schedule).toHaveLength(1);
    expect(workflow.permissions).toEqual({});
    expect(list.permissions).toEqual({ contents: "read", issues: "write" });
    for (const { uses } of list.steps) if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
  });

  test("lists the built-in rules by the command", () => {
    const folder = temporaryFolder();
    const { status } = spawnSync("bash", [...shell, listing.run ?? ""], {
      cwd: project,
      env: { PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`, RUNNER_TEMP: folder },
    });
    expect(status).toBe(0);
    expect(read(folder, "due.md")).toMatch(/^# Law to read again\n\n\d+ rules due as of \d{4}-\d\d-\d\d: /);
  });

  test("opens an issue where there is none", () => {
    const { asked, body } = tell(page);
    expect(asked).toEqual(["issue create --title Law to read again --body-file TEMP/body.md"]);
    expect(body).toBe(page);
  });

  test("updates the one that is open", () => {
    expect(tell(page, "12").asked).toEqual(["issue edit 12 --body-file TEMP/body.md"]);
  });

  test("closes it when nothing is due, and opens none for that", () => {
    const none = "# Law to read again\n\n0 rules due.\n";
    expect(tell(none, "12").asked).toEqual(["issue close 12 --comment No rule is due."]);
    expect(tell(none).asked).toEqual([]);
  });

  test("a list too long for an issue is cut after a whole line, and says so", () => {
    const { body } = tell(page + "| some/rule | 2026-01-01, 200 days ago |\n".repeat(3000));
    expect(body.length).toBeLessThan(65_536);
    expect(body.length).toBeGreaterThan(55_000);
    expect(body).toMatch(
      /\n\| some\/rule \| 2026-01-01, 200 days ago \|\n\nThe list goes on: `caregate rules policies --due`\.\n$/,
    );
  });
});
