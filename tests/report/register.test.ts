import { expect, test } from "vitest";
import { registerCommand } from "../../src/cli/commands/register.ts";
import { check } from "../../src/engine/check.ts";
import { buildRegister } from "../../src/engine/register.ts";
import { isOpen } from "../../src/model/finding.ts";
import type { Register } from "../../src/model/register.ts";
import { registerFormats } from "../../src/output/register/index.ts";
import { answering, governed, waiver } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { examples, read, repository } from "../support/repository.ts";

const asOf = "2026-11-22";
const options = { color: false, pathPrefix: "", line: () => undefined };

/** The cells of a table in the form of RFC 4180, by the names of its columns. */
function parseCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  const [columns = [], ...cells] = rows.filter((row) => row.length > 0);
  return cells.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ""])));
}

/** The components of a calendar, by the rules of RFC 5545: folded lines joined, texts unescaped. */
function parseCalendar(text: string): { events: Record<string, string>[]; lines: string[] } {
  expect(text.endsWith("\r\n")).toBe(true);
  const physical = text.split("\r\n").slice(0, -1);
  for (const line of physical) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n\p{Cc}\uFFFD]/u);
  }
  const lines = text.replaceAll("\r\n ", "").split("\r\n").slice(0, -1);
  expect([lines[0], lines.at(-1)]).toEqual(["BEGIN:VCALENDAR", "END:VCALENDAR"]);
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    expect(line).toMatch(/^[A-Z-]+(?:;[A-Z-]+=[^:;]+)*:/);
    if (line === "BEGIN:VEVENT") events.push({});
    const [, name = "", value = ""] = /^([A-Z-]+)[^:]*:(.*)$/.exec(line) ?? [];
    const event = events.at(-1);
    if (event && !["BEGIN", "END"].includes(name)) {
      expect(event[name]).toBeUndefined();
      // no separator is left unescaped
      if (["SUMMARY", "DESCRIPTION", "CATEGORIES"].includes(name)) expect(value).toMatch(/^(?:[^\\;,]|\\[\\;,nN])*$/);
      event[name] = value.replaceAll(/\\([\\;,])/g, "$1");
    }
  }
  return { events, lines };
}

test("console, JSON, CSV, HTML and calendar say the same of the examples, and a check does", async () => {
  const cwd = examples();
  const targets = ["deploy/sepsis-early-warning.yaml", "deploy/patient-chatbot.yaml"];
  const { register } = await buildRegister({ cwd, targets, asOf, days: 400 });
  const { report } = await check({ cwd, targets, asOf, detail: "open" });
  const open = report.findings
    .filter(isOpen)
    .map(({ manifest, rule, outcome }) => [manifest.name, rule.id, outcome].join(" "));
  const html = await registerFormats.html(register);
  const terminal = registerFormats.console(register, options);
  const rows = parseCsv(registerFormats.csv(register));
  const json = JSON.parse(registerFormats.json(register)) as Register;
  const { events } = parseCalendar(registerFormats.ical(register));
  const of = (record: string): Record<string, string>[] => rows.filter((row) => row["record"] === record);

  expect(json.deployments.map(({ name }) => name)).toEqual(register.deployments.map(({ name }) => name));
  expect(of("deployment").map((row) => [row["name"], row["in_production"], row["model_version"]])).toEqual(
    json.deployments.map(({ name, inProduction, model }) => [name, String(inProduction), model.version]),
  );
  expect(of("evidence").map((row) => [row["deployment"], row["file"], row["date"], row["age_days"]])).toEqual(
    json.deployments.flatMap(({ name, evidence }) =>
      evidence.map(({ file, date, ageDays }) => [name, file, date ?? "", String(ageDays ?? "")]),
    ),
  );
  expect(of("finding").map((row) => [row["deployment"], row["rule"], row["status"]])).toEqual(
    json.deployments.flatMap(({ name, findings }) => findings.map(({ rule, outcome }) => [name, rule, outcome])),
  );
  expect(new Set(of("finding").map((row) => [row["deployment"], row["rule"], row["status"]].join(" ")))).toEqual(
    new Set(open),
  );
  expect(of("due").map((row) => [row["next_due"], row["name"]])).toEqual(
    json.due.map(({ date, text }) => [date, text]),
  );
  expect(events.map((event) => [event["DTSTART"], event["UID"]])).toEqual(
    json.due.map(({ date, id }) => [date.replaceAll("-", ""), `${id}@caregate`]),
  );
  expect(events.length).toBeGreaterThan(0);
  expect(new Set(events.map((event) => event["UID"])).size).toBe(events.length);
  for (const { name, file, model, evidence, findings } of json.deployments) {
    for (const text of [terminal, html]) {
      for (const part of [name, file, model.version ?? "", ...evidence.map((one) => one.file)])
        expect(text).toContain(part);
      for (const level of new Set(findings.map(({ severity }) => severity)))
        expect(text).toContain(`${findings.filter(({ severity }) => severity === level).length} ${level}`);
    }
  }
  for (const { date, text } of json.due) {
    expect(terminal).toContain(`${date} (`);
    expect(html).toContain(text);
  }
  expect(html).not.toContain("<script");
});

test("hostile texts stay texts in every format", async () => {
  const hostile = String.raw`=cmd,;\\ <script>alert(1)</script> ${"ä€😀".repeat(40)}`;
  const cwd = repository({
    ...governed,
    "a.yaml": answering(90).replace("Kim Example", JSON.stringify(`${hostile}\u001B[2J\u202E\r\nEND:VEVENT`)),
    ".caregate/waivers/w.yaml": waiver.replace("The team is being hired.", JSON.stringify(hostile)),
  });
  const { register } = await buildRegister({ cwd, asOf });
  expect(register.deployments[0]?.owner.name).toContain("END:VEVENT");
  const rows = parseCsv(registerFormats.csv(register));
  const of = (record: string) => rows.find((row) => row["record"] === record);
  expect(register.problems).toEqual([]);
  expect(of("deployment")?.["owner"]).toMatch(/^'=cmd/);
  expect(of("waiver")?.["reason"]).toMatch(/^'=cmd/);
  expect(await registerFormats.html(register)).not.toMatch(/<script|(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(registerFormats.console(register, options)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]|\nEND:/u);
  const changed = { ...register, due: register.due.map((one) => ({ ...one, text: `${hostile}\r\nEND:VEVENT\u001B` })) };
  const { events, lines } = parseCalendar(registerFormats.ical(changed));
  expect(events).toHaveLength(register.due.length);
  expect(events[0]?.["SUMMARY"]).toContain("😀");
  expect(events[0]?.["SUMMARY"]).toContain(String.raw`=cmd,;\\ <script>`);
  expect(lines.filter((line) => line.startsWith("END:VEVENT"))).toHaveLength(register.due.length);
});

test("a calendar without dates is one too, and the same day gives the same bytes", async () => {
  const cwd = repository({ ...governed, "a.yaml": answering(1) });
  const { stdout, code } = await invoke(registerCommand, ["--format", "ical"], cwd);
  const { events, lines } = parseCalendar(stdout);
  expect([code, events]).toEqual([0, []]);
  expect(lines).toContain("BEGIN:VTIMEZONE");
  const again = await buildRegister({ cwd, asOf });
  expect(registerFormats.ical(again.register)).toBe(stdout);
});

test("the command writes to a file, and an error in a manifest is its exit code in every format", async () => {
  const cwd = repository({ ...governed, "a.yaml": answering(1), "b.yaml": answering(1).replace("spec:", "spec: [") });
  for (const format of Object.keys(registerFormats)) {
    const { code, stdout, stderr } = await invoke(registerCommand, ["--format", format], cwd);
    expect([format, code]).toEqual([format, 2]);
    expect(stdout + stderr).toContain("b.yaml");
  }
  await invoke(registerCommand, ["--format", "csv", "--output", "r.csv", "a.yaml"], cwd);
  const [first] = parseCsv(read(cwd, "r.csv"));
  expect(first).toMatchObject({ record: "deployment", deployment: "theatre-cleaning", version: "1.0.0" });
});
