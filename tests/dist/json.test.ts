import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { cli, examples, lowRisk, project, read, repository, temporaryFolder } from "../support/repository.ts";

const args = ["--as-of", "2026-11-22", "--format", "json"];

function validator() {
  const ajv = new Ajv({ allErrors: true, strictTypes: false, allowUnionTypes: true });
  addFormats.default(ajv, ["date"]);
  return ajv.compile(JSON.parse(readFileSync(join(project, "schemas/report.schema.json"), "utf8")));
}

test.each([[[]], [["--all"]]])("the JSON of the examples is valid for its schema %s", (more) => {
  const { stdout, code } = cli(["check", "examples", ...args, ...more]);
  const validate = validator();
  const valid = validate(JSON.parse(stdout));
  expect(validate.errors).toBeNull();
  expect(valid).toBe(true);
  expect(code).toBe(1);
});

test("so is that of a run that went wrong", () => {
  const root = repository({ "a.yaml": `${lowRisk}  [` });
  const { stdout, code } = cli(["check", ".", ...args], { cwd: root });
  const validate = validator();
  validate(JSON.parse(stdout));
  expect(validate.errors).toBeNull();
  expect(code).toBe(2);
});

test("the same inputs give the same bytes, wherever, whenever and for whomever", () => {
  const first = cli(["check", "examples", ...args]).stdout;
  const copy = examples();
  const deep = join(temporaryFolder(), "a b/ü");
  mkdirSync(deep, { recursive: true });
  cpSync(copy, join(deep, "repo"), { recursive: true });
  const others = [
    cli(["check", "examples", ...args]),
    cli(["check", ".", ...args], { cwd: copy }),
    cli(["check", copy, ...args], { cwd: "/" }),
    cli(["check", "repo", ...args], { cwd: deep }),
    cli(["check", "..", "..", ...args], { cwd: join(copy, "contracts") }),
    cli(["check", "examples", ...args], {
      env: { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
    }),
    cli(["check", "examples", ...args], { env: { TZ: "Pacific/Pago_Pago", LC_ALL: "C", FORCE_COLOR: "1" } }),
  ];
  expect(first.length).toBeGreaterThan(10_000);
  for (const { stdout } of others) expect(stdout).toBe(first);
});

test("a report goes to a file whole", () => {
  const root = examples();
  const one = ["check", "deploy/theatre-scheduling.yaml", ...args, "--output"];
  const { code, stdout } = cli([...one, "out/report.json"], { cwd: root });
  expect([code, stdout]).toEqual([0, ""]);
  expect(JSON.parse(read(root, "out/report.json"))).toMatchObject({ verdict: "pass" });
  expect(cli([...one, "deploy/theatre-scheduling.yaml/report.json"], { cwd: root }).code).toBe(2);
});

test("standard output holds the JSON and nothing else", () => {
  const { stdout, stderr } = cli(["check", "examples", ...args]);
  expect(() => JSON.parse(stdout)).not.toThrow();
  expect(stderr).toBe("");
});
