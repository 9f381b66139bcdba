// The command runs no code but its own, speaks with nobody, and starts nothing but git.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { compareCodeUnits } from "../../src/util/json.ts";
import { scene } from "./action/fake-runner.ts";
import { answering, config, governed, policy } from "../support/governed-repository.ts";
import { commitAll, project, repository, temporaryFolder, write } from "../support/repository.ts";

const dist = join(project, "dist");

/** The files of dist/ that entries can come to load, with their texts. */
function reachedFrom(...entries: string[]): Map<string, string> {
  const found = new Map<string, string>();
  const pending = entries.map((entry) => join(dist, entry));
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (found.has(file)) continue;
    const text = readFileSync(file, "utf8");
    found.set(file, text);
    for (const [, to = ""] of text.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'`](\.[^"'`\n]*\.c?js)["'`]/g)) {
      const path = resolve(dirname(file), to);
      if (existsSync(path)) pending.push(path);
    }
  }
  return found;
}

/** The modules of Node that a text names. */
function builtinsIn(text: string): string[] {
  // The full name of a module counts wherever it stands: it can be loaded by a function of any name.
  const named = [
    ...text.matchAll(/(?:\bfrom|\bimport|require)\s*\(?\s*["'`]([\w:/.-]+)["'`]|["'`](node:[\w/.-]+)["'`]/g),
  ].map(([, to, full = ""]) => to ?? full);
  const bare = new Set(builtinModules);
  return named.filter((to) => to.startsWith("node:") || bare.has(to)).map((to) => to.replace(/^node:/, ""));
}

/** The programs that the command and its threads load by name. */
const programs = ["cli.js", "worker.js"].flatMap((launcher) =>
  [...readFileSync(join(dist, launcher), "utf8").matchAll(/loadProgram\(["'`]([\w-]+)["'`]\)/g)].map(
    ([, name = ""]) => `chunks/${name}.cjs`,
  ),
);
const ours = reachedFrom("cli.js", "worker.js", ...programs);

describe("what the command can come to load", () => {
  test("is of Node's own only what works without a network or a second program", () => {
    expect(ours.size).toBeGreaterThan(30);
    const builtins = new Set([...ours].filter(([name]) => !isVendoring(name)).flatMap(([, text]) => builtinsIn(text)));
    const harmless = [
      "buffer",
      "child_process",
      "crypto",
      "fs",
      "module",
      "os",
      "path",
      "readline",
      "readline/promises",
      "url",
      "util",
      "v8",
      "vm",
      "worker_threads",
    ];
    expect([...builtins].filter((name) => !harmless.includes(name))).toEqual([]);
    // The action speaks with GitHub, so that a look that finds nothing there has found nothing here.
    const action = new Set([...reachedFrom("chunks/action.cjs").values()].flatMap(builtinsIn));
    for (const name of ["http", "https", "net", "tls"]) expect(action).toContain(name);
  });

  test("makes no code of text, and names no address to send to", () => {
    const suspicious =
      /(?<![.\w])(?:eval|fetch|Function)\((?![^()]*\)\{)|\bnew Function\b|__require\(|\bWebSocket\b|XMLHttpRequest|sendBeacon|process\.(?:binding|dlopen)|getBuiltinModule|\bimport\((?!["'`]\.)/g;
    const found = [...ours].flatMap(([file, text]) =>
      [...text.matchAll(suspicious)].map(({ index }) => `${basename(file)}: ${text.slice(index, index + 60)}`),
    );
    expect(found).toEqual([]);
  });

  test("runs kept code of its own programs alone", () => {
    expect(programs).toEqual(["chunks/main.cjs", "chunks/pool-worker.cjs"]);
    const compiling = [...ours].filter(([, text]) => builtinsIn(text).includes("vm"));
    expect(compiling.map(([file]) => basename(file))).toEqual(["launch.js"]);
    const text = compiling.map(([, one]) => one).join("");
    expect(text.match(/\bvm\b/g)).toHaveLength(1);
    expect(text.match(/new Script\b/g)).toHaveLength(1);
    expect(text.match(/import\.meta\.url/g)).toHaveLength(2);
  });

  test("starts no thread but those that check files", () => {
    const started = [...ours.values()].flatMap((text) => text.match(/new (?:\w+\.)?Worker\([^)]*\)/g) ?? []);
    // `caregate vendor` reads the parts of an address.
    const reading = [...ours].filter(([name]) => !isVendoring(name)).map(([, text]) => text);
    const named = reading.flatMap((text) => [...text.matchAll(/new URL\(([^)]*)\)/g)].map(([, to = ""]) => to));
    // The program of the threads goes from the command to the pool, which starts no other.
    expect(named.filter((to) => to !== "program.href").toSorted(compareCodeUnits)).toEqual([
      expect.stringMatching(/^["'`]chunks\/["'`],import\.meta\.url$/),
      expect.stringMatching(/^["'`]worker\.js["'`],import\.meta\.url$/),
    ]);
    expect(started).toEqual([expect.stringMatching(/^new (?:\w+\.)?Worker\(new URL\(program\.href\)$/)]);
  });

  test("starts git, and npm for the packages of shared policies alone", () => {
    const starting = [...ours].filter(([, text]) => builtinsIn(text).includes("child_process"));
    const [vendoring, [others = ""]] = [true, false].map((own) =>
      starting.filter(([name]) => isVendoring(name) === own).map(([, text]) => text),
    ) as [string[], string[]];
    expect([starting.length, vendoring.length]).toEqual([2, 1]);
    expectStarts(vendoring[0] as string, "npm");
    expectStarts(others, "git");
  });
});

/** The code of `caregate vendor`, which no other command loads. */
const isVendoring = (name: string): boolean => basename(name) === "vendor.cjs";

/** Holds every use of the module that starts programs to one program. */
function expectStarts(text: string, program: string): void {
  const [statement = "", name = ""] = /([\w$]+)=require\(["'`](?:node:)?child_process["'`]\)/.exec(text) ?? [];
  // Whatever uses the module is a call of the program.
  const uses = text
    .replace(statement, "")
    .split(new RegExp(`(?<![.\\w$])${name.replaceAll("$", "\\$&")}(?![\\w$])`))
    .slice(1);
  expect(uses.length).toBeGreaterThan(0);
  for (const after of uses) expect(after.slice(0, 40)).toMatch(new RegExp(`^\\.\\w+\\)?\\(["'\`]${program}["'\`]`));
}

/** Lets every way out fail aloud, but that to a git which may use no protocol. */
const trap = `import childProcess from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net"; import tls from "node:tls"; import dns from "node:dns"; import dgram from "node:dgram";
import http from "node:http"; import https from "node:https"; import http2 from "node:http2";
import vm from "node:vm"; import workers from "node:worker_threads"; import fs from "node:fs";
const refuse = (what) => function () { fs.writeSync(2, "REFUSED " + what + "\\n"); process.exit(99); };
for (const [name, of] of Object.entries({ net, tls, dns, dgram, http, https, http2, vm, workers }))
  for (const [key, { writable, value }] of Object.entries(Object.getOwnPropertyDescriptors(of)))
    // Its own programs are scripts.
    if (key !== "Script" && writable && typeof value === "function" && of !== net) of[key] = refuse(name + "." + key);
// Standard output may be such a socket; what nobody connects sends nothing.
net.Socket.prototype.connect = net.connect = net.createConnection = net.createServer = refuse("net");
for (const key of Object.keys(childProcess)) {
  const real = childProcess[key];
  if (typeof real !== "function") continue;
  childProcess[key] = (file, ...rest) => (file === "git" ? real(file, ...rest) : refuse("child_process." + key)());
}
for (const key of ["fetch", "WebSocket", "EventSource", "eval", "Function"]) globalThis[key] = refuse(key);
syncBuiltinESMExports();
`;

test("every command that reads a repository does so with every way out shut", () => {
  const folder = temporaryFolder();
  write(folder, { "trap.mjs": trap });
  const root = repository({ ...governed, "a.yaml": answering(12) });
  commitAll(root, "one");
  write(root, { "a.yaml": answering(99), ".caregate/policies/local.yaml": policy.replace("48", "72") });
  const env = { PATH: process.env["PATH"] ?? "", HOME: folder, GIT_ALLOW_PROTOCOL: "none" };
  const run = (...args: string[]): { code: number | null; stderr: string } => {
    const options = ["--import", join(folder, "trap.mjs"), join(dist, "cli.js"), ...args];
    const { status, stderr } = spawnSync(process.execPath, options, { cwd: root, env, encoding: "utf8" });
    return { code: status, stderr };
  };
  expect(run("check", ".", "--base", "HEAD", "--format", "html")).toEqual({ code: 1, stderr: "" });
  expect(run("diff", "HEAD")).toEqual({ code: 1, stderr: "" });
  expect(run("history", "--verdicts")).toEqual({ code: 0, stderr: "" });
  // The trap is one: a program that asks for something is caught.
  const asking = `import("node:dns").then(({ lookup }) => lookup("hospital.example", () => {}))`;
  const caught = spawnSync(process.execPath, ["--import", join(folder, "trap.mjs"), "-e", asking], {
    encoding: "utf8",
  });
  expect([caught.status, caught.stderr]).toEqual([99, "REFUSED dns.lookup\n"]);
});

test("the action speaks with its GitHub, and with nobody else", async () => {
  const folder = temporaryFolder();
  const log = join(folder, "connected");
  const preload = `import fs from "node:fs"; import net from "node:net";
const real = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const [to] = [args[0]].flat();
  fs.appendFileSync(${JSON.stringify(log)}, \`\${to.host ?? to.path}:\${to.port}\\n\`);
  return real.apply(this, args);
};
`;
  write(folder, { "log.mjs": preload });
  const set = await scene({ ...governed, "a.yaml": answering(12) }, { "a.yaml": answering(99) });
  const { code } = await set.run({ environment: { NODE_OPTIONS: `--import ${join(folder, "log.mjs")}` } });
  expect(code).toBe(1);
  const { hostname, port } = new URL(set.github.url);
  const connected = readFileSync(log, "utf8").trim().split("\n");
  expect([...new Set(connected)]).toEqual([`${hostname}:${port}`]);
});

test("a policy is data: what looks like code in it is text or a mistake", async () => {
  const conditions = [
    `{ eval: "process.exit(0)" }`,
    `{ constructor: ["return process"] }`,
    `{ method: [{ var: spec }, toString] }`,
    `{ log: "x" }`,
    `!!js/function "() => true"`,
  ];
  for (const condition of conditions) {
    const text = policy.replace(/require: .*/, `require: ${condition}`);
    const root = repository({
      ".caregate/config.yaml": config,
      ".caregate/policies/local.yaml": text,
      "a.yaml": answering(12),
    });
    const { report } = await check({ targets: ["."], cwd: root, asOf: "2026-11-22" });
    expect(report.verdict).toBe("error");
  }
  const message = policy.replace(/message: .*/, 'message: "${process.exit(0)} {{constructor.constructor}} <%= 1 %>"');
  const root = repository({ ...governed, ".caregate/policies/local.yaml": message, "a.yaml": answering(99) });
  const { report } = await check({ targets: ["."], cwd: root, asOf: "2026-11-22" });
  expect(report.findings.map(({ message }) => message)[0] ?? "${process").toContain("${process.exit(0)}");
});
