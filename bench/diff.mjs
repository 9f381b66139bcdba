// How long caregate diff takes over 500 manifests and every built-in rule: when nothing changes, one parameter, one
// waiver, who the organisation is, and every single rule.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";

const root = fileURLToPath(new URL("../", import.meta.url));
const COPIES = 63;
// On a machine that others use too, processor time says more than the clock.
const tell = `data:text/javascript,${encodeURIComponent('process.on("exit", () => console.error(`cpu ${process.cpuUsage().user}`))')}`;
const folder = mkdtempSync(join(tmpdir(), "caregate-bench-"));
const git = (...args) =>
  execFileSync("git", ["-c", "user.name=Bench", "-c", "user.email=bench@caregate.example", ...args], {
    cwd: folder,
    stdio: "pipe",
  });
const write = (file, text) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};

/** The built-in packs as policies of the repository, each rule changed by a function. */
function ownPolicies(change) {
  cpSync(join(root, "policies/base"), join(folder, ".caregate/base"), { recursive: true });
  for (const pack of readdirSync(join(root, "policies"))) {
    if (pack === "base") continue;
    for (const file of readdirSync(join(root, "policies", pack))) {
      const policy = parse(readFileSync(join(root, "policies", pack, file), "utf8"));
      const rules = policy.rules.map(change);
      write(
        `.caregate/policies/${pack}/${file}`,
        stringify(
          { ...policy, base: policy.base.replace("../base/", "../../base/"), rules },
          { aliasDuplicateObjects: false },
        ),
      );
    }
  }
}

function repository() {
  for (let i = 0; i < COPIES; i++) {
    cpSync(join(root, "examples"), join(folder, `site-${i}`), {
      recursive: true,
      filter: (path) => !path.includes(".caregate"),
    });
    const deploy = join(folder, `site-${i}/deploy`);
    for (const file of readdirSync(deploy)) {
      const text = readFileSync(join(deploy, file), "utf8");
      writeFileSync(join(deploy, file), text.replace(/^( {2}name: .*)$/m, `$1-${i}`));
    }
  }
  cpSync(join(root, "examples/.caregate"), join(folder, ".caregate"), { recursive: true });
  rmSync(join(folder, ".caregate/waivers"), { recursive: true });
  git("init", "-q");
}

/** Commits what is there, makes a change, and times the comparison of the two. */
function time(name, change, base) {
  git("add", "-A");
  git("commit", "-q", "--allow-empty", "-m", name);
  change();
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", tell, join(root, "dist/cli.js"), "diff", "--as-of", "2026-11-22", "--format", "json"],
    { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const processor = Number(/^cpu (\d+)$/m.exec(stderr)?.[1]) / 1e6;
  if (status === null || status > 1) throw new Error(stderr || stdout.slice(0, 2000));
  const { rules, unchanged, impact } = JSON.parse(stdout);
  console.log(
    `${name.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s (${processor.toFixed(1).padStart(5)} s of processor)  ${rules.length} of ${rules.length + unchanged} rules differ, ${impact.deployments} deployments looked at`,
  );
}

const config = (edit) => () => {
  const file = join(folder, ".caregate/config.yaml");
  writeFileSync(file, edit(readFileSync(file, "utf8")));
};

try {
  repository();
  time("nothing", () => {});
  time(
    "other words",
    config((text) => `# A remark.\n${text}`),
  );
  time(
    "one parameter",
    config((text) => text.replace("breachNoticeHours: 48", "breachNoticeHours: 24")),
  );
  time(
    "who the organisation is",
    config((text) => text.replace("states: [US-MN, US-TX, US-CA]", "states: [US-MN]")),
  );
  ownPolicies((rule) => rule);
  config((text) => `${text}packs: []\n`)();
  time("one condition more in every rule", () =>
    ownPolicies((rule) => ({
      ...rule,
      require: { and: [rule.require, { "!": { in: [{ var: "spec.stage" }, ["research"]] } }] },
    })),
  );
  time(
    "a gate only for what is high",
    config((text) => `${text}failOn: high\n`),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
