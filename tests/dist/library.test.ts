import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Tokens, marked } from "marked";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commitAll, git, project, write } from "../support/repository.ts";

interface Example {
  readonly title: string;
  readonly code: string;
  readonly output: string;
}

/** The examples of the page with the output that it shows for each. */
function examplesOf(page: string): Example[] {
  const found: Example[] = [];
  let title = "";
  let code: string | undefined;
  for (const token of marked.lexer(page) as Tokens.Generic[]) {
    if (token.type === "heading") title = String(token["text"]);
    if (token.type !== "code") continue;
    if (token["lang"] === "ts") code = String(token["text"]);
    if (token["lang"] !== "text" || code === undefined) continue;
    found.push({ title, code, output: String(token["text"]) });
    code = undefined;
  }
  return found;
}

const page = readFileSync(join(project, "docs/library.md"), "utf8");
const examples = examplesOf(page);
/** Compilers that the declarations have to satisfy; an older one where it is installed under its alias. */
const compilers = ["typescript", "typescript-5.9"].filter((name) => existsSync(join(project, "node_modules", name)));

let scratch: string;

beforeAll(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), "caregate-library-")));
  execFileSync("npm", ["pack", "--silent", "--pack-destination", scratch], { cwd: project, stdio: "pipe" });
  const archive = readdirSync(scratch).find((name) => name.endsWith(".tgz")) as string;
  write(scratch, { "package.json": '{ "name": "scratch", "private": true, "type": "module" }' });
  const install = ["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", `./${archive}`];
  execFileSync("npm", install, { cwd: scratch, stdio: "pipe" });
  cpSync(join(project, "examples"), join(scratch, "examples"), { recursive: true });
  git(join(scratch, "examples"), "init", "-q");
  commitAll(join(scratch, "examples"), "examples");
}, 120_000);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test("the package needs no other", () => {
  expect(readdirSync(join(scratch, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["caregate"]);
});

test("every exported function has an example", () => {
  const exported = /^export (?:const|\{) .*$/gm;
  const source = readFileSync(join(project, "src/index.ts"), "utf8");
  const names = [...source.matchAll(exported)].flatMap(([line]) => line.match(/\b[a-z]\w+\b/g) ?? []);
  const operations = names.filter((name) =>
    /^(?:check|merge|diff|explain|fix|list|lint|pin|plan|run|verify|write|create|manifest)|History$/.test(name),
  );
  expect(operations.length).toBeGreaterThanOrEqual(4);
  const code = examples.map((one) => one.code).join("\n");
  for (const name of operations) expect(code, name).toMatch(new RegExp(`\\b${name}\\(`));
});

describe("each example of docs/library.md prints what the page shows", () => {
  test.each(examples.map((one, i) => [`${i + 1}: ${one.title}`, one] as const))("%s", (name, { code, output }) => {
    const file = join(scratch, `example-${name.split(":")[0] ?? ""}.mjs`);
    write(scratch, { [file.slice(scratch.length + 1)]: code });
    const { stdout, stderr } = spawnSync(process.execPath, [file], {
      cwd: join(scratch, "examples"),
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(stdout.trimEnd()).toBe(output);
  });
});

describe.each(compilers)("with %s, strict and all declarations checked", (compiler) => {
  function compile(name: string, options: object, files: Readonly<Record<string, string>>): string {
    const folder = join(scratch, `${compiler}-${name}`);
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      module: "NodeNext",
      target: "ES2022",
      noEmit: true,
      ...options,
    };
    write(folder, {
      ...files,
      "package.json": '{ "type": "module" }',
      "tsconfig.json": JSON.stringify({ compilerOptions, files: Object.keys(files) }),
    });
    const tsc = join(project, "node_modules", compiler, "bin/tsc");
    return spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" }).stdout;
  }

  test("the declarations need no types of Node and no DOM", () => {
    const api = `import * as caregate from "caregate";\nexport const api: object = caregate;\n`;
    expect(compile("api", { lib: ["ES2023"], types: [] }, { "api.ts": api })).toBe("");
  });

  test("the examples are sound", () => {
    symlinkSync(join(project, "node_modules/@types"), join(scratch, "types"));
    const files = Object.fromEntries(examples.map(({ code }, i) => [`example-${i + 1}.ts`, code]));
    const options = { lib: ["ES2023"], typeRoots: [join(scratch, "types")], types: ["node"] };
    expect(compile("examples", options, files)).toBe("");
    rmSync(join(scratch, "types"));
  });
});
