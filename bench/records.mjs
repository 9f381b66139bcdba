// Holds our records against tools of others: OSCAL against compliance-trestle, in-toto against the project's own Python
// library, which parses statement and predicate by their protocol definitions and refuses what it does not know. Both are
// installed into a temporary environment; Python 3.10 or newer has to be there, or this says so and does nothing.
//
//   node bench/records.mjs
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PACKAGES = ["compliance-trestle==5.2.0", "in-toto-attestation==0.9.3"];
const AS_OF = "2026-11-22";
const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "caregate-records-"));

const STATEMENT = `
import json, sys
from google.protobuf import json_format
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2

text = open(sys.argv[1], encoding="utf-8").read()
Statement.copy_from_pb(json_format.Parse(text, statement_pb2.Statement())).validate()
json_format.ParseDict(json.loads(text)["predicate"], test_result_pb2.TestResult())
`;

function run(command, args, cwd = folder) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  return { ok: status === 0, told: error ? error.message : `${stdout}${stderr}`.trim() };
}

/** A repository of the examples, so that records are those of a commit. */
function examples() {
  const repository = join(folder, "repository");
  cpSync(join(root, "examples"), repository, { recursive: true });
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.org", ...args], { cwd: repository });
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "examples");
  return repository;
}

function record(repository, format) {
  const file = join(folder, `${format}.json`);
  run(
    process.execPath,
    [join(root, "dist/cli.js"), "check", "--ref", "HEAD", "--as-of", AS_OF, "--format", format, "--output", file],
    repository,
  );
  return file;
}

try {
  const python = ["python3", "python"].find(
    (name) => run(name, ["-c", "import sys, venv; assert sys.version_info >= (3, 10)"]).ok,
  );
  if (!python) {
    console.log("left out: there is no Python 3.10 or newer");
  } else {
    execFileSync(python, ["-m", "venv", "python"], { cwd: folder });
    const bin = join(folder, "python", process.platform === "win32" ? "Scripts" : "bin");
    execFileSync(join(bin, "pip"), ["install", "--quiet", "--disable-pip-version-check", ...PACKAGES], {
      cwd: folder,
      stdio: "inherit",
    });
    const repository = examples();

    const workspace = join(folder, "trestle");
    mkdirSync(workspace);
    run(join(bin, "trestle"), ["init"], workspace);
    const imported = run(
      join(bin, "trestle"),
      ["import", "--file", record(repository, "oscal"), "--output", "caregate"],
      workspace,
    );
    const oscal = imported.ok
      ? run(join(bin, "trestle"), ["validate", "--type", "assessment-results", "--name", "caregate"], workspace)
      : imported;

    writeFileSync(join(folder, "statement.py"), STATEMENT);
    const statement = run(join(bin, "python"), ["statement.py", record(repository, "in-toto")]);

    for (const [name, { ok, told }] of [
      ["OSCAL by " + PACKAGES[0], oscal],
      ["in-toto by " + PACKAGES[1], statement],
    ]) {
      console.log(`${name}: ${ok ? "valid" : "refused"}`);
      if (!ok) console.log(told);
    }
    process.exitCode = oscal.ok && statement.ok ? 0 : 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
