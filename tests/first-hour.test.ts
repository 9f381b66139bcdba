// The first hour of a new user: the page docs/first-hour.md is the transcript of this test. To renew it:
//   npx vitest run tests/first-hour.test.ts -u
import { PassThrough } from "node:stream";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { askCommand } from "../src/cli/commands/ask.ts";
import { checkCommand } from "../src/cli/commands/check.ts";
import { initCommand } from "../src/cli/commands/init.ts";
import type { Command } from "../src/cli/command.ts";
import { listOpenQuestions } from "../src/engine/ask.ts";
import { check } from "../src/engine/check.ts";
import { project, read, repository } from "./support/repository.ts";

const today = "2026-11-22";

/** A person at a terminal who answers by the name of the field, and a record of what both wrote. */
class Session {
  readonly cwd = repository({});
  transcript = "";
  readonly counts = { checks: 0, answers: 0, skipped: 0 };

  async run(command: Command, line: string, answers?: Readonly<Record<string, string>>): Promise<number> {
    const [name = "", ...args] = line.split(" ");
    if (name === "check") this.counts.checks += 1;
    const input = new PassThrough();
    let [shown, last] = ["", ""];
    const write = (text: string): void => {
      shown += text;
      const label = /^([\w.[\]-]+): $/.exec(text)?.[1];
      if (!answers || label === undefined) return;
      // An answer that is refused would be given for ever.
      const answer = label === last ? "" : (answers[label] ?? "");
      last = label;
      this.counts[answer === "" ? "skipped" : "answers"] += 1;
      shown += `${answer}\n`;
      input.write(`${answer}\n`);
    };
    const io = { cwd: this.cwd, today, color: false, write, warn: write };
    const code = await command.run(args, answers ? { ...io, input } : io);
    input.end();
    this.transcript += `\`\`\`console\n$ caregate ${line}\n${shown.trimEnd()}\n\`\`\`\n\n`;
    return code;
  }

  say(text: string): void {
    this.transcript += `${text}\n\n`;
  }
}

const portering = {
  name: "porter-rota",
  version: "1.0.0",
  "owner-name": "Kim Example",
  "owner-role": "head-of-logistics",
  "owner-email": "logistics@hospital.example",
  purpose: "Propose the order in which porters move empty beds.",
  jurisdictions: "US, US-MN",
  model: "bed-order",
  "model-version": "1.0.0",
  "model-type": "predictive",
  provider: "self",
  vendors: "none",
};

const facts = {
  "spec.capabilities": "none",
  "spec.change.control": "internal",
  "spec.change.revalidation": "every-change",
  "spec.governance.inventoryId": "AI-2026-014",
  "organisation.policies":
    "{ topic: ai-governance, reviewed: 2026-06-01 }, { topic: legal-register, reviewed: 2026-09-14 }",
};

test("a scheduling model that a hospital made for itself passes after two runs of the check", async () => {
  const session = new Session();
  session.say("# The first hour");
  session.say(
    "A hospital has made a model that proposes the order in which porters move empty beds. It reads no data about people. This page is\nthe transcript of its first hour. A test runs every command and compares its output.",
  );
  session.say("## Describe the system");
  session.say(
    "`--profile` answers what is typical, and marks each such answer for review. The dialogue asks for the rest.",
  );
  expect(
    await session.run(initCommand, "init porter-rota.yaml --profile non-clinical --function scheduling", portering),
  ).toBe(0);
  session.say("## Check it");
  session.say("`--summary` shows what is open in one line per system.");
  expect(await session.run(checkCommand, "check --summary")).toBe(1);
  session.say("## Answer what is open");
  session.say("Each answer is written into the file that it belongs to.");
  const left = await session.run(askCommand, "ask", facts);
  session.say("## Check it again");
  const code = await session.run(checkCommand, "check --summary");
  const { checks, answers } = session.counts;
  session.say(
    `${answers} answers and ${checks} runs of the check were enough. Review the lines that are marked with \`review:\`, and commit both files.`,
  );
  expect({ left, code }).toEqual({ left: 0, code: 0 });
  expect(checks).toBeLessThanOrEqual(3);
  expect(answers).toBeLessThanOrEqual(40);
  await expect(`${session.transcript.trimEnd()}\n`).toMatchFileSnapshot(join(project, "docs/first-hour.md"));
}, 120_000);

const drafter = {
  name: "letter-drafter",
  version: "0.3.0",
  "owner-name": "Ada Example",
  "owner-role": "chief-medical-information-officer",
  "owner-email": "cmio@hospital.example",
  purpose: "Draft discharge letters for review by the treating clinician.",
  risk: "moderate",
  model: "letter-llm",
  "model-version": "2026-08",
  provider: "Example Cloud",
  vendors: "Example Cloud",
};

const reader = {
  name: "fracture-reader",
  version: "2.1.0",
  "owner-name": "Bea Beispiel",
  "owner-role": "head-of-radiology",
  "owner-email": "radiologie@klinik.example",
  purpose: "Mark suspected fractures on radiographs.",
  jurisdictions: "DE",
  model: "fracture-net",
  "model-version": "2.1.0",
  provider: "Beispiel Medizintechnik",
  vendors: "Beispiel Medizintechnik",
};

describe("a larger system has no problem of form in its first check", () => {
  test.each([
    ["us-vendor-llm", drafter],
    ["eu-device", reader],
  ])(
    "%s",
    async (profile, answers) => {
      const session = new Session();
      expect(await session.run(initCommand, `init m.yaml --profile ${profile}`, answers)).toBe(0);
      const { report } = await check({ cwd: session.cwd, asOf: today });
      expect(report.diagnostics.map(({ message }) => message)).toEqual([]);
      expect(report.findings.filter(({ outcome }) => outcome === "fail").map(({ rule }) => rule.id)).toEqual([]);
      // Every question can be answered where it is asked: it has a form, a file and a role.
      const { questions } = await listOpenQuestions({ cwd: session.cwd, asOf: today });
      expect(questions.length).toBeGreaterThan(50);
      expect(questions.filter(({ writable }) => !writable).map(({ path }) => path)).toEqual([]);
      expect(questions.filter(({ answer }) => answer === "TEXT" || answer === "").length).toBeLessThan(
        questions.length / 3,
      );
      // What is asked is in the file already, empty.
      const manifest = read(session.cwd, "m.yaml");
      const own = questions.filter(({ path }) => path.startsWith("spec.") && !path.includes("["));
      for (const { path } of own) expect(manifest).toContain(`${path.split(".").at(-1) ?? ""}:`);
    },
    60_000,
  );
});
