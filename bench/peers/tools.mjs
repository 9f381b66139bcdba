// The peers: which version, how it is installed where its toolchain is there, how it is run over a folder, and what its
// output says of each manifest.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const rules = (file) => join(import.meta.dirname, "rules", file);
/** `yaml-100/patient-chatbot-00042.yaml`, however a tool writes it, as `patient-chatbot-00042`. */
const nameOf = (path) => basename(path).replace(/\.\w+$/, "");
const flagged = (pairs) => {
  const found = new Map();
  for (const [name, rule] of pairs) found.set(name, (found.get(name) ?? new Set()).add(rule));
  return found;
};

function run(file, args, options = {}) {
  const { status, error } = spawnSync(file, args, { stdio: ["ignore", 2, 2], ...options });
  if (status !== 0) throw new Error(`${file} ${args[0]} ${error ? error.message : `exits ${status}`}`);
}

const output = (file, args) => spawnSync(file, args, { encoding: "utf8" }).stdout ?? "";

/** Installs a Go program; built in its own module, so that what it replaces and pins counts. */
function go(module, version, path, folder) {
  const { Dir } = JSON.parse(output("go", ["mod", "download", "-json", `${module}@v${version}`]) || "{}");
  if (!Dir) throw new Error(`go cannot download ${module}`);
  run("go", ["build", "-C", Dir, "-o", join(folder, "tool"), path]);
}

export const tools = [
  {
    name: "conftest",
    version: "0.71.1",
    needs: "go",
    language: "Rego",
    codes: [0, 1],
    install: (folder) => go("github.com/open-policy-agent/conftest", "0.71.1", ".", folder),
    run: (folder, input) => ({
      file: join(folder, "tool"),
      args: ["test", "--policy", rules("rego"), "--output", "json", input],
    }),
    verdicts: (text) =>
      flagged(
        JSON.parse(text).flatMap(({ filename, failures = [] }) =>
          failures.map(({ metadata }) => [nameOf(filename), metadata.id]),
        ),
      ),
  },
  {
    name: "OPA",
    version: "1.22.2",
    needs: "go",
    language: "Rego",
    codes: [0],
    install: (folder) => go("github.com/open-policy-agent/opa", "1.22.2", ".", folder),
    run: (folder, input) => ({
      file: join(folder, "tool"),
      args: ["exec", "--decision", "main/deny", "--bundle", rules("rego"), input],
    }),
    verdicts: (text) =>
      flagged(JSON.parse(text).result.flatMap(({ path, result = [] }) => result.map(({ id }) => [nameOf(path), id]))),
  },
  {
    name: "cfn-guard",
    version: "3.2.1",
    needs: "cargo",
    language: "Guard",
    codes: [0, 19],
    install(folder) {
      run("cargo", ["install", "--locked", "--root", folder, "cfn-guard@3.2.1"], {
        env: { ...process.env, CARGO_TARGET_DIR: join(folder, "target") },
      });
      rmSync(join(folder, "target"), { recursive: true, force: true });
    },
    run: (folder, input) => ({
      file: join(folder, "bin/cfn-guard"),
      args: [
        "validate",
        "--rules",
        rules("rules.guard"),
        "--data",
        input,
        "--structured",
        "--output-format",
        "json",
        "--show-summary",
        "none",
      ],
    }),
    verdicts: (text) =>
      flagged(
        JSON.parse(text).flatMap((one) =>
          one.not_compliant.map(({ Rule }) => [nameOf(one.name), Rule.name.replaceAll("_", "-")]),
        ),
      ),
  },
  {
    name: "Kyverno",
    version: "1.19.1",
    needs: "go",
    language: "CEL",
    codes: [0, 1],
    install: (folder) => go("github.com/kyverno/kyverno", "1.19.1", "./cmd/cli/kubectl-kyverno", folder),
    run: (folder, input, cwd) => ({
      file: join(folder, "tool"),
      args: [
        "apply",
        rules("kyverno.yaml"),
        "--policy-report",
        "--output-format",
        "json",
        ...readdirSync(join(cwd, input)).flatMap((file) => ["--json", join(input, file)]),
      ],
    }),
    verdicts(text) {
      const { results } = JSON.parse(text.split("\n").find((line) => line.startsWith("{")));
      const shut = results.filter(({ result }) => result === "fail" || result === "error");
      return flagged(shut.map(({ policy, resources: [{ name }] }) => [name, policy]));
    },
  },
  {
    name: "Spectral",
    version: "6.16.3",
    needs: "npm",
    language: "core functions",
    codes: [0, 1],
    install(folder) {
      writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
      run("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "@stoplight/spectral-cli@6.16.3"]);
    },
    run: (folder, input) => ({
      file: process.execPath,
      args: [
        join(folder, "node_modules/@stoplight/spectral-cli/dist/index.js"),
        "lint",
        `${input}/*`,
        "--ruleset",
        rules("spectral.yaml"),
        "--format",
        "json",
        "--quiet",
      ],
    }),
    verdicts: (text) => flagged(JSON.parse(text).map(({ source, code }) => [nameOf(source), code])),
  },
  {
    name: "Checkov",
    version: "3.3.30",
    needs: "python3",
    language: "Python",
    codes: [0, 1],
    install(folder) {
      run("python3", ["-m", "venv", folder]);
      run(join(folder, "bin/pip"), ["install", "--quiet", "checkov==3.3.30"]);
    },
    run: (folder, input) => ({
      file: join(folder, "bin/checkov"),
      args: [
        "--directory",
        input,
        "--framework",
        input.split("-")[0],
        "--external-checks-dir",
        rules("checkov"),
        "--skip-download",
        "--output",
        "json",
        "--compact",
        "--quiet",
      ],
      env: { PYTHONDONTWRITEBYTECODE: "1" },
    }),
    verdicts: (text) =>
      flagged(JSON.parse(text).results.failed_checks.map((one) => [nameOf(one.file_path), one.check_name])),
  },
];

/**
 * Where a peer lies, after it was installed there if it was not yet. Building takes minutes and gives way to other work.
 *
 * @returns the folder, or why the peer is absent
 */
export function provide({ name, version, needs, install }, cache) {
  const folder = join(cache, `${name.toLowerCase()}-${version}`);
  if (existsSync(join(folder, "installed"))) return { folder };
  if (!output(needs, [needs === "go" ? "version" : "--version"]))
    return { absent: `${needs} is not there to install it` };
  console.error(`installing ${name} ${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    install(folder);
  } catch (error) {
    return { absent: `it could not be installed: ${error.message}` };
  }
  writeFileSync(join(folder, "installed"), "");
  return { folder };
}
