import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deferSignals } from "../defer-signals.ts";
import { plainLog } from "./log-options.ts";
import type { RunGit } from "./run.ts";

/** Only local keys count: no key server is asked. */
const offlineGpg = '#!/bin/sh\nexec gpg --no-auto-key-retrieve --disable-dirmngr --no-auto-key-locate "$@"\n';

/** The status of the signature of each commit, as `%G?` of git reports it. */
export function readSignatures(git: RunGit, commits: readonly string[]): Map<string, string> {
  return commits.length === 0 ? new Map() : deferSignals(() => readWithOfflineKeys(git, commits));
}

function readWithOfflineKeys(git: RunGit, commits: readonly string[]): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "caregate-"));
  try {
    const program = join(folder, "gpg");
    writeFileSync(program, offlineGpg);
    chmodSync(program, 0o700);
    const programs = ["gpg.program", "gpg.openpgp.program"].flatMap((key) => ["-c", `${key}=${program}`]);
    // The program for X.509 certificates asks servers about revocations, so it must not run.
    const others = ["-c", `gpg.x509.program=${join(folder, "none")}`, "-c", "gpg.ssh.program=ssh-keygen"];
    const args = [...plainLog, ...programs, ...others, "log", "--no-walk=unsorted", "--format=%H %G?", "--stdin"];
    const output = git(args, { input: `${commits.join("\n")}\n` }).toString("utf8");
    return new Map(output.split("\n").map((line) => [line.slice(0, -2), line.slice(-1)] as const));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
