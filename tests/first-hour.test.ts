// The first hour of a new user: the pages docs/first-hour*.md are the transcripts of these tests. To renew them:
//   npx vitest run tests/first-hour.test.ts -u
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { askCommand } from "../src/cli/commands/ask.ts";
import { checkCommand } from "../src/cli/commands/check.ts";
import { initCommand } from "../src/cli/commands/init.ts";
import { pinCommand } from "../src/cli/commands/pin.ts";
import type { Command } from "../src/cli/command.ts";
import { listOpenQuestions } from "../src/engine/ask.ts";
import { check } from "../src/engine/check.ts";
import { isOpen } from "../src/model/finding.ts";
import { project, read, repository, write as writeFiles } from "./support/repository.ts";

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
    this.transcript += `\`\`\`console\n${`$ caregate ${line}\n${shown}`.trimEnd()}\n\`\`\`\n\n`;
    return code;
  }

  write(file: string, text: string): void {
    writeFiles(this.cwd, { [file]: text });
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
  jurisdictions: "US, US-MN",
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
  purpose: "Mark suspected fractures on radiographs of the hand and the wrist.",
  jurisdictions: "DE",
  model: "fracture-net",
  "model-version": "2.1.0",
  provider: "Beispiel Medizintechnik",
  vendors: "Beispiel Medizintechnik",
};

interface LargerSystem {
  readonly name: string;
  readonly profile: string;
  readonly about: string;
  readonly answers: Readonly<Record<string, string>>;
  /** Evidence that the first findings ask for, and that exists: kind and file. */
  readonly later: readonly (readonly [kind: string, file: string])[];
  /** What is open in the end, and why it is a gap of the hospital or its vendor. */
  readonly gaps: Readonly<Record<string, string>>;
}

const letters: LargerSystem = {
  name: "letter-drafter",
  profile: "us-vendor-llm",
  about:
    "A hospital in Minnesota pilots a language model of a cloud vendor. It drafts discharge letters, and the clinician who\ntreats the patient reviews each letter.",
  answers: drafter,
  later: [
    ["TrainingRecord", "training-overseers.yaml"],
    ["AuditReport", "security-evaluation.yaml"],
    ["AuditReport", "log-review.yaml"],
  ],
  gaps: {
    "security/risk-analysis": "The analysis did not consider that somebody extracts the model. Security repeats it.",
    "contracts/update-governance": "The vendor may change the model although the hospital refuses. Legal renegotiates.",
    "contracts/vendor-transparency": "The vendor has shown no fairness test.",
    "security/access-control": "Access is reviewed once a year. Security reviews it each quarter.",
    "contracts/audit-rights": "The hospital may not send an auditor of its choice. Legal renegotiates.",
    "privacy/leakage-tested": "The vendor has shown no privacy attack on its model.",
    "transparency/training-data-known": "The vendor has not said which data it trained the model on.",
  },
};

const fractures: LargerSystem = {
  name: "fracture-reader",
  profile: "eu-device",
  about:
    "A hospital in Germany pilots a medical device of class IIa. It marks suspected fractures on radiographs, and a radiologist\nreads every image.",
  answers: reader,
  later: [["TrainingRecord", "training-users.yaml"]],
  gaps: {
    "transparency/useful-explanation": "The marks show where the device looked. Nobody has tested whether that helps.",
    "fairness/cohorts-analysed":
      "The two sites of the hospital were measured together. Data science counts them apart.",
    "monitoring/tabletop-exercises": "The team practised a wrong output, and neither a breach nor a biased outcome.",
    "fairness/hidden-failures-probed": "Nobody tested other patients than those of the region, or manipulated images.",
    "contracts/continuous-validation":
      "The contract gives the hospital no access to validate in use. Legal renegotiates.",
    "privacy/leakage-tested": "The vendor has shown no privacy attack on its model.",
    "fairness/representative-data": "The vendor has not said how large each group was in its training data.",
  },
};

const SHOWN = 12;

/** A table of answers as people sent it back. */
function answersTable(text: string): string {
  const rows = text.trimEnd().split("\n");
  return [
    "```csv",
    ...rows.slice(0, SHOWN),
    ...(rows.length > SHOWN ? [`… ${rows.length - SHOWN} more`] : []),
    "```",
  ].join("\n");
}

describe("in a larger system what remains after honest answers is a true gap, and no question of form", () => {
  test.each([letters, fractures])(
    "$name",
    { timeout: 240_000 },
    async ({ name, profile, about, answers, later, gaps }) => {
      const folder = `tests/fixtures/first-hour/${name}`;
      const session = new Session();
      const { cwd } = session;
      const manifest = `deploy/${name}.yaml`;
      session.say(`# The first hour of ${name}`);
      session.say(
        `${about} This page is the transcript of its first hour. A test runs every\ncommand and compares its output.`,
      );
      session.say(
        `The documents and the complete answers are in [a folder of the tests](../${folder}).\nAll of them are invented. [The first hour](first-hour.md) has a smaller system.`,
      );
      session.say("## Describe the system");
      session.write(".gitignore", "answers-*.csv\n");
      expect(await session.run(initCommand, `init ${manifest} --profile ${profile}`, answers)).toBe(0);

      // Nothing in the first check is a problem of form, and each question can be answered where it is asked.
      const first = (await check({ cwd, asOf: today })).report;
      expect(first.diagnostics.map(({ message }) => message)).toEqual([]);
      expect(first.findings.filter(({ outcome }) => outcome === "fail").map(({ rule }) => rule.id)).toEqual([]);
      const { questions } = await listOpenQuestions({ cwd, asOf: today });
      expect(questions.length).toBeGreaterThan(50);
      expect(questions.filter(({ writable }) => !writable).map(({ path }) => path)).toEqual([]);
      const vague = questions.filter(({ answer }) => answer === "TEXT" || answer === "");
      expect(vague.length).toBeLessThan(questions.length / 3);
      const own = questions.filter(({ path }) => path.startsWith("spec.") && !path.includes("["));
      for (const { path } of own) expect(read(cwd, manifest)).toContain(`${path.split(".").at(-1) ?? ""}:`);

      session.say("## Let those answer who know");
      session.say(
        "`--for ROLE` exports the questions of one role. The table reads back in with the answers in its last column.",
      );
      expect(await session.run(askCommand, "ask --for privacy --format csv --output privacy.csv")).toBe(1);
      session.say(
        `Here all roles have answered in one table. The documents that it names are in \`evidence/\`. \`caregate init --kind KIND\`\nwrites each of them with its fields to fill in.`,
      );
      cpSync(join(project, folder, "evidence"), join(cwd, "evidence"), { recursive: true });
      for (const round of [1, 2]) {
        const table = readFileSync(join(project, folder, `answers-${round}.csv`), "utf8");
        session.write(`answers-${round}.csv`, table);
        if (round === 2) session.say("Some answers raise other questions.");
        session.say(answersTable(table));
        expect(await session.run(askCommand, `ask --from answers-${round}.csv`)).toBe(0);
        session.counts.answers += table.trimEnd().split("\n").length - 1;
      }

      session.say("## Check it");
      execFileSync("git", ["add", "."], { cwd });
      expect(await session.run(checkCommand, "check --compact")).toBe(1);
      session.say("Some of these documents exist. They go into the manifest, and `caregate pin` writes their digests.");
      const entries = later.map(([kind, file]) => `  - kind: ${kind}\n    path: ../evidence/${file}\n`).join("");
      session.say(`\`\`\`yaml\n${entries.trimEnd()}\n\`\`\``);
      appendFileSync(join(cwd, manifest), entries);
      expect(await session.run(pinCommand, "pin")).toBe(0);
      session.say("## What remains");
      expect(await session.run(checkCommand, "check --compact")).toBe(1);
      const { report } = await check({ cwd, asOf: today });
      expect(report.diagnostics.map(({ message }) => message)).toEqual([]);
      const blocking = report.findings.filter((one) => isOpen(one) && one.gates);
      expect(blocking.map(({ rule }) => rule.id).toSorted()).toEqual(Object.keys(gaps).toSorted());
      // What is not stated is nothing that the hospital could state: it is not measured, or the vendor has not said it.
      const asked = report.questions.filter((one) => one.gates).map(({ path }) => path.replaceAll(/\d+/g, "n"));
      for (const path of asked) expect(path).toMatch(/^evidence\./);
      const { checks, answers: given } = session.counts;
      session.say(
        `${given} answers and ${checks} runs of the check lead here. No question of form is left: each line is a gap of the hospital or of its\nvendor.`,
      );
      const rows = blocking.map(({ rule }) => `| \`${rule.id}\` | ${gaps[rule.id] ?? ""} |`);
      session.say(["| rule | the gap |", "|---|---|", ...rows].join("\n"));
      session.say(
        "Until these are closed, the check fails. A gap that somebody accepts for a time has a waiver:\n`caregate init --waiver` writes one.",
      );
      await expect(`${session.transcript.trimEnd()}\n`).toMatchFileSnapshot(
        join(project, `docs/first-hour-${name}.md`),
      );
    },
  );
});
