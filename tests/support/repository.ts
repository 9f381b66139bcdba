import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";

/** The root of this project. */
export const project = resolve(import.meta.dirname, "../..");

/** Registers what is to be done when a test is over. */
export type WhenFinished = (undo: () => void | Promise<void>) => void;

/**
 * An empty folder that goes when the test is over.
 * @param whenFinished that of the test's own context, which a test that runs beside others needs
 */
export function temporaryFolder(whenFinished: WhenFinished = onTestFinished): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "caregate-test-")));
  whenFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below a folder. */
export function write(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
}

/** A git repository with some files. */
export function repository(files: Readonly<Record<string, string | Buffer>>, whenFinished?: WhenFinished): string {
  const root = temporaryFolder(whenFinished);
  execFileSync("git", ["init", "-q"], { cwd: root });
  write(root, files);
  return root;
}

/** A copy of the example repository. */
export function examples(): string {
  const root = temporaryFolder();
  cpSync(join(project, "examples"), root, { recursive: true });
  return root;
}

export const read = (root: string, file: string): string => readFileSync(join(root, file), "utf8");

export const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built CLI as a user would. */
export function cli(args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): Ran {
  const env = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", ...options.env };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, "dist/cli.js"), ...args], {
    cwd: options.cwd ?? project,
    env,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

/** A low-risk manifest that passes every rule. */
export const lowRisk = `apiVersion: caregate/v1
kind: AIDeployment
metadata:
  name: theatre-cleaning
  version: 1.0.0
  owner: { name: Kim Example, role: facilities-manager, email: facilities@hospital.example }
spec:
  purpose: Propose the order in which empty operating theatres are cleaned.
  function: operations
  stage: production
  jurisdictions: [US, US-MN]
  users: [administrative-staff]
  affects: [nobody]
  decisionRole: none
  risk: { level: low }
  model: { name: rota, version: 1.0.0, type: predictive, provider: self, learning: locked }
  data: { categories: [operational] }
  vendors: []
`;

/** Runs git in a folder, as somebody with a name. */
export function git(root: string, ...args: readonly string[]): string {
  const identity = [
    "-c",
    "user.name=Ada Example",
    "-c",
    "user.email=ada@hospital.example",
    "-c",
    "commit.gpgsign=false",
  ];
  return execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
}

/** Commits everything in a folder, ignored or not, and gives the commit's name. */
export function commitAll(root: string, message: string): string {
  git(root, "add", "--all", "--force");
  git(root, "commit", "--quiet", "--allow-empty", "--message", message);
  return git(root, "rev-parse", "HEAD");
}

/** Commits everything in a repository on a day. */
export function commitOn(root: string, day: string, message = `On ${day}`): string {
  process.env["GIT_AUTHOR_DATE"] = `${day}T10:00:00Z`;
  process.env["GIT_COMMITTER_DATE"] = `${day}T10:00:00Z`;
  try {
    return commitAll(root, message);
  } finally {
    delete process.env["GIT_AUTHOR_DATE"];
    delete process.env["GIT_COMMITTER_DATE"];
  }
}
