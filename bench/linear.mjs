// What doubling each kind of input does to the time of `check`: at most 2.3 times is wanted. The processor's time is
// measured in processes of their own for each size, the least of three (of two if they take long), less that of an empty
// run, so that the load of the machine matters little.
//
//   node bench/linear.mjs [--write] [--only KIND]
//
// --write puts the table into docs/performance.md. Run it in the root of a built checkout.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const [WANTED, ROUNDS, LEAST, LONG] = [2.3, 3, 0.1, 20];
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : undefined;

const head = readFileSync(join(root, "examples/deploy/theatre-scheduling.yaml"), "utf8");
const lines = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join("");

/** A manifest that states no more than it must, so that nearly a hundred rules are undecided. */
const open = head.replace(
  /^spec:\n[^]*/m,
  `spec:
  purpose: Sorts the letters of a clinic.
  function: diagnosis
  stage: production
  jurisdictions: [US]
  users: [clinician]
  affects: [patients]
  decisionRole: augments
  risk: { level: high }
  model: { name: letters, version: 1.0.0, type: predictive, provider: Example Vendor, learning: locked }
  data: { categories: [phi] }
  vendors:
    - { name: Example Vendor, roles: [business-associate] }
`,
);

/** An example with all its evidence, of which one file is replaced. */
function exampleWith(name, evidence, text) {
  const folder = join(root, "examples");
  const files = { [`deploy/${name}.yaml`]: readFileSync(join(folder, `deploy/${name}.yaml`), "utf8") };
  for (const file of readdirSync(join(folder, `evidence/${name}`)))
    files[`evidence/${name}/${file}`] = readFileSync(join(folder, `evidence/${name}/${file}`), "utf8");
  files[`evidence/${name}/${evidence}`] = text(files[`evidence/${name}/${evidence}`]);
  files[`deploy/${name}.yaml`] = files[`deploy/${name}.yaml`].replace(/, sha256: "[0-9a-f]+"/g, "");
  return files;
}

const contract = readFileSync(join(root, "examples/contracts/tarn-2026.yaml"), "utf8");
const listOf = (files) =>
  `evidence:\n${files.map((file, i) => `  - { kind: Contract, id: c${i}, path: ${file} }\n`).join("")}`;
const numbered = (count, name) => Array.from({ length: count }, (_, i) => name(i));

/** Each kind: what it writes for a size, and the smaller of the two sizes. A file may have 2 MiB. */
const kinds = {
  "unknown keys of a map": {
    size: 50_000,
    write: (n) => ({ "deploy/a.yaml": `${head}\nextra:\n${lines(n, (i) => `  k${i}: 1\n`)}` }),
  },
  "unknown keys of spec": {
    size: 50_000,
    write: (n) => ({ "deploy/a.yaml": head.replace(/^spec:\n/m, `spec:\n${lines(n, (i) => `  k${i}: 1\n`)}`) }),
  },
  "foreign documents of a file": {
    size: 50_000,
    write: (n) => ({ "deploy/a.yaml": `${head}\n${lines(n, (i) => `---\na: ${i}\n`)}` }),
  },
  "broken documents of a file": {
    size: 10_000,
    write: (n) => ({
      "deploy/a.yaml": `${head}\n${lines(n, () => "---\napiVersion: caregate/v1\nkind: Contract\nx: 1\n")}`,
    }),
  },
  "manifests of a file": {
    size: 800,
    write: (n) => ({ "deploy/a.yaml": lines(n, (i) => `---\n${head.replace("theatre-scheduling", `t${i}`)}\n`) }),
  },
  "findings of many manifests": {
    size: 500,
    write: (n) =>
      Object.fromEntries(numbered(n, (i) => [`deploy/f${i}.yaml`, open.replace("theatre-scheduling", `t${i}`)])),
  },
  "problems of a document": {
    size: 50_000,
    write: (n) => ({ "deploy/a.yaml": `${head}\n${lines(n, () => "a: 1\n")}` }),
  },
  "missing evidence entries": {
    size: 16_000,
    write: (n) => ({ "deploy/a.yaml": `${head}\n${listOf(numbered(n, (i) => `c${i}.yaml`))}` }),
  },
  "evidence entries of one file": {
    size: 16_000,
    write: (n) => ({ "deploy/a.yaml": `${head}\n${listOf(numbered(n, () => "c.yaml"))}`, "deploy/c.yaml": contract }),
  },
  "evidence entries of a file each": {
    size: 2_000,
    write: (n) => ({
      "deploy/a.yaml": `${head}\n${listOf(numbered(n, (i) => `c${i}.yaml`))}`,
      ...Object.fromEntries(numbered(n, (i) => [`deploy/c${i}.yaml`, contract.replace(/id: .*/, `id: contract-${i}`)])),
    }),
  },
  vendors: {
    size: 5_000,
    write: (n) => ({
      "deploy/a.yaml": head.replace(
        /^ {2}vendors:.*$/m,
        `  vendors:\n${lines(n, (i) => `    - { name: Vendor ${i}, roles: [processor], supplies: [hosting], dataAccess: identifiable }\n`)}`,
      ),
    }),
  },
  "groups of a fairness report": {
    size: 8_000,
    write: (n) =>
      exampleWith("sepsis-early-warning", "fairness.yaml", (text) =>
        text.replace(
          /^groups:\n/m,
          `groups:\n${lines(n, (i) => `  - { axis: ward, group: w${i}, tp: 40, fp: 30, tn: 400, fn: 10 }\n`)}`,
        ),
      ),
  },
  "files without a document": {
    size: 5_000,
    write: (n) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`data/${i % 100}/f${i}.yaml`, "a: 1\n"])),
  },
  "patterns of .caregateignore": {
    size: 50_000,
    write: (n) => ({ ".caregateignore": lines(n, (i) => `/none/${i}\n`), "deploy/a.yaml": head }),
  },
  "stars in a pattern": {
    size: 50_000,
    write: (n) => ({ ".caregateignore": `${"*a".repeat(n)}b\n`, [`deploy/${"a".repeat(200)}.yaml`]: head }),
  },
  "slashes in a pattern": {
    size: 50_000,
    write: (n) => ({ ".caregateignore": `${"/".repeat(n)}x\n`, "deploy/a.yaml": head }),
  },
};

/** Seconds of the processor for a check of some files. */
function seconds(files) {
  const folder = mkdtempSync(join(tmpdir(), "caregate-linear-"));
  try {
    mkdirSync(join(folder, ".caregate"));
    cpSync(join(root, "examples/.caregate/config.yaml"), join(folder, ".caregate/config.yaml"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const hook =
      "process.on('exit', () => process.stderr.write('\\nCPU ' + process.cpuUsage().user + ' ' + process.resourceUsage().maxRSS))";
    const run = spawnSync(
      process.execPath,
      [
        "--import",
        `data:text/javascript,${hook}`,
        join(root, "dist/cli.js"),
        "check",
        "--as-of",
        "2026-11-22",
        "--threads",
        "1",
        "--format",
        "json",
      ],
      { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30 },
    );
    const [, used, memory] = /CPU (\d+) (\d+)$/.exec(run.stderr) ?? [];
    if (used === undefined) throw new Error(`no time: exit ${run.status}, ${run.stderr.slice(0, 500)}`);
    return { seconds: Number(used) / 1e6, megabytes: Number(memory) / 1024, bytes: run.stdout.length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The least of some measurements of each of some inputs, taken in turn. Two are enough for what takes long. */
function leastOf(...inputs) {
  const rounds = [];
  for (let spent = 0; rounds.length < ROUNDS && (rounds.length < 2 || spent < LONG);) {
    const round = inputs.map(seconds);
    rounds.push(round);
    for (const one of round) spent += one.seconds;
  }
  return inputs.map((_, i) => rounds.map((round) => round[i]).reduce((a, b) => (b.seconds < a.seconds ? b : a)));
}

const empty = leastOf({ "deploy/a.yaml": head })[0].seconds;
const rows = [];
for (const [name, { size, write }] of Object.entries(kinds)) {
  if (only !== undefined && name !== only) continue;
  const [once, twice] = leastOf(write(size), write(2 * size));
  // What takes hardly any time shows no ratio.
  const ratio = Math.max(LEAST, twice.seconds - empty) / Math.max(LEAST, once.seconds - empty);
  rows.push([
    name,
    2 * size,
    twice.seconds.toFixed(2),
    ratio.toFixed(2),
    Math.round(twice.megabytes),
    (twice.bytes / 1e6).toFixed(2),
  ]);
  process.stdout.write(
    `${name}: ${2 * size} take ${twice.seconds.toFixed(2)} s, ${ratio.toFixed(2)} times half of them, ${Math.round(twice.megabytes)} MB${ratio > WANTED ? "  <- too much" : ""}\n`,
  );
}

if (process.argv.includes("--write")) {
  const page = join(root, "docs/performance.md");
  const table = [
    "| input | size | seconds of processor | against half the size | MB | report in MB |",
    "|---|--:|--:|--:|--:|--:|",
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
  const text = readFileSync(page, "utf8");
  const section = `<!-- linear -->\n${table}\n<!-- /linear -->`;
  const has = /<!-- linear -->[^]*<!-- \/linear -->/;
  writeFileSync(
    page,
    has.test(text)
      ? text.replace(has, section)
      : `${text.trimEnd()}\n\n## Twice the input\n\n\`node bench/linear.mjs --write\` measures what twice the input costs.\n\n${section}\n`,
  );
}
process.exitCode = rows.some(([, , , ratio]) => Number(ratio) > WANTED) ? 1 : 0;
