import { execFileSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { historyCommand } from "../../src/cli/commands/history.ts";
import { loadPacks } from "../../src/workspace/packs.ts";
import { readCommitHistory } from "../../src/history/commits.ts";
import { readPolicyHistory } from "../../src/history/policy-history.ts";
import { openReplayCache } from "../../src/history/replay-cache.ts";
import { type ViolationHistory, replayHistory } from "../../src/history/violation-history.ts";
import { type GitRepository, openGitRepository } from "../../src/repository/git/repository.ts";
import { looseningsOf } from "../../src/history/loosenings.ts";
import { answering, config, governed, policy, waiver } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { commitOn, examples, git, read, repository, temporaryFolder, write } from "../support/repository.ts";

interface At {
  readonly day: string;
  readonly commit: string | null;
}
interface Shown {
  readonly notes: string[];
  readonly partial: boolean;
  readonly entries: readonly {
    commit: string;
    signature: string;
    direction: string | null;
    untold: string | null;
    changes: { name: string; direction: string }[];
  }[];
  readonly loosenings: readonly { name: string; from: At; until: At | null; days: number }[];
  readonly violations: readonly Violation[];
  readonly byToday: readonly Violation[] | null;
}
interface Violation {
  readonly deployment: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly appeared: At & { cause: string };
  readonly ended: (At & { how: string }) | null;
  readonly daysOpen: number;
  readonly daysInProduction: number;
}

const manifest = "deploy/cleaning.yaml";

/** A repository in which an answer takes 40 hours, then 60, then 30; and 48 are allowed, then 72, then 48 again. */
function house(): { root: string; commits: string[] } {
  const root = repository({ ...governed, [manifest]: answering(40) });
  const commits = [commitOn(root, "2026-02-01")];
  write(root, { [manifest]: answering(60) });
  commits.push(commitOn(root, "2026-03-01"));
  write(root, { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 72") });
  commits.push(commitOn(root, "2026-04-01", "Allow more (#12)"));
  write(root, { ".caregate/policies/local.yaml": policy });
  commits.push(commitOn(root, "2026-05-01"));
  write(root, { [manifest]: answering(30) });
  commits.push(commitOn(root, "2026-06-01"));
  return { root, commits };
}

async function told(cwd: string, ...args: string[]): Promise<Shown> {
  const { code, stdout } = await invoke(historyCommand, [...args, "--format", "json"], cwd);
  expect(code, stdout).toBe(0);
  return JSON.parse(stdout) as Shown;
}

describe("what is not here is said", () => {
  test("a shallow clone", async () => {
    const { root, commits } = house();
    const clone = temporaryFolder();
    execFileSync("git", ["clone", "-q", "--depth", "3", `file://${root}`, clone], { stdio: "pipe" });
    const { notes, entries } = await told(clone);
    expect(notes.join("\n")).toContain(`shallow: commits before ${commits[2]?.slice(0, 10)}`);
    expect(entries.map(({ commit, direction }) => [commit, direction])).toEqual([
      [commits[2], null],
      [commits[3], "tightened"],
    ]);
    expect(entries[0]?.untold).toContain("missing in this clone");
  });

  test("objects put in the place of others, which are left aside", async () => {
    const { root, commits } = house();
    const before = await told(root);
    git(root, "replace", commits[2] as string, commits[1] as string);
    const after = await told(root);
    expect(after.notes).toEqual([expect.stringContaining("would be replaced")]);
    expect(after.entries).toEqual(before.entries);
  });

  test("a content that is missing, of which nothing is said to pass", async () => {
    const { root, commits } = house();
    const oid = git(root, "rev-parse", `${commits[1]}:${manifest}`);
    const object = join(root, ".git/objects", oid.slice(0, 2), oid.slice(2));
    expect(existsSync(object)).toBe(true);
    rmSync(object, { force: true });
    const { notes } = await told(root, "--verdicts");
    expect(notes.join("\n")).toContain("the content of 1 file is missing");
    expect(notes.join("\n")).toContain(`${commits[1]?.slice(0, 10)}: not checked: ${manifest}`);
  });

  test("a branch of the remote that was rewritten", async () => {
    const { root, commits } = house();
    const clone = temporaryFolder();
    execFileSync("git", ["clone", "-q", root, clone], { stdio: "pipe" });
    git(root, "reset", "-q", "--hard", commits[3] as string);
    write(root, { "README.md": "Another way\n" });
    const rewritten = commitOn(root, "2026-06-02");
    git(clone, "fetch", "-q");
    const { notes } = await told(clone);
    expect(notes).toEqual([
      expect.stringMatching(
        `rewritten on .*: ${rewritten.slice(0, 10)} does not descend from ${commits[4]?.slice(0, 10)}`,
      ),
    ]);
  });

  test("a manifest that cannot be read ends no violation as fixed", async () => {
    const root = repository({ ...governed, [manifest]: answering(60) });
    commitOn(root, "2026-02-01");
    write(root, { [manifest]: `${answering(60)}  broken: [` });
    const broken = commitOn(root, "2026-03-01");
    const { violations, notes } = await told(root, "--verdicts");
    expect(violations).toMatchObject([{ ended: null, gaps: [{ from: { commit: broken }, until: null }] }]);
    expect(notes.join("\n")).toContain(`not checked: ${manifest}`);
  });

  test("policies that cannot be read", async () => {
    const { root } = house();
    write(root, { ".caregate/policies/local.yaml": "apiVersion: caregate/v1\nkind: Policy\nrules: [" });
    const broken = commitOn(root, "2026-07-01");
    expect((await told(root, "--verdicts")).notes.join("\n")).toContain(
      `${broken.slice(0, 10)}: policies: .caregate/policies/local.yaml`,
    );
    const { entries } = await told(root);
    expect(entries.at(-1)).toMatchObject({
      problems: [expect.stringContaining("after: .caregate/policies/local.yaml")],
    });
  });
});

describe("what is asked for", () => {
  test("who loosened what, and for how long", async () => {
    const { root, commits } = house();
    const { loosenings } = await told(root, "--direction", "loosened");
    expect(loosenings.map(({ name, from, until, days }) => [name, from.commit, until?.commit, days])).toEqual([
      ["local/first-answer", commits[2], commits[3], 30],
      ["local.hours", commits[2], commits[3], 30],
    ]);
    expect((await told(root, `${commits[2]}..HEAD`)).entries.map(({ commit }) => commit)).toEqual([commits[3]]);
    expect((await told(root, "--since", "2026-04-15")).entries.map(({ commit }) => commit)).toEqual([commits[3]]);
    expect((await told(root, "--until", "2026-02-15")).entries.map(({ commit }) => commit)).toEqual([commits[0]]);
    expect((await told(root, "--author", "nobody")).entries).toEqual([]);
    expect((await told(root, "--author", "ADA")).entries).toHaveLength(3);
    expect((await told(root, "--severity", "critical")).entries).toEqual([]);
    expect((await told(root, "--rule", "local/first-answer", "--direction", "tightened")).entries.at(-1)?.commit).toBe(
      commits[3],
    );
  });

  test("whether a loosening lasts is not said where someone stopped the search for its end", async () => {
    const { root, commits } = house();
    const history = openGitRepository(root) as GitRepository;
    const past = readCommitHistory(history, "HEAD", { asOf: "2026-11-22" });
    const nothing = (): void => undefined;
    const { entries, between } = await readPolicyHistory(past, () => true, { tell: nothing, stopped: () => false });
    const ends = async (isStopped: boolean): Promise<unknown[]> =>
      (await looseningsOf(entries, "2026-11-22", between, () => isStopped)).map(({ until, days }) => [
        until?.commit.commit ?? null,
        days,
      ]);
    expect(new Set((await ends(false)).map(String))).toEqual(new Set([`${commits[3]},30`]));
    expect(new Set((await ends(true)).map((one) => JSON.stringify(one)))).toEqual(new Set(["[null,null]"]));
  });

  test("past policies and current policies", async () => {
    const { root, commits } = house();
    const { violations, byToday } = await told(root, "--verdicts", "--by", "today");
    expect(
      violations.map(({ appeared, ended }) => [appeared.commit, appeared.cause, ended?.commit, ended?.how]),
    ).toEqual([
      [commits[1], "documents", commits[2], "policies"],
      [commits[3], "policies", commits[4], "documents"],
    ]);
    expect(
      byToday?.map(({ appeared, ended, daysInProduction }) => [appeared.commit, ended?.commit, daysInProduction]),
    ).toEqual([[commits[1], commits[4], 92]]);
  });

  test("a repository with its own packs is evaluated by the packs at each commit", async () => {
    const pack = policy.replaceAll("local", "house");
    const root = repository({
      "package.json": '{ "name": "caregate" }',
      "policies/house/answers.yaml": pack,
      [manifest]: answering(60),
    });
    const commits = [commitOn(root, "2026-02-01")];
    write(root, { "policies/house/answers.yaml": pack.replace("default: 48", "default: 72") });
    commits.push(commitOn(root, "2026-03-01"));
    git(root, "mv", "policies/house/answers.yaml", "policies/house/renamed.yaml");
    commits.push(commitOn(root, "2026-04-01"));
    const { entries, loosenings } = await told(root);
    expect(entries.map(({ commit, direction }) => [commit, direction])).toEqual([
      [commits[0], "none"],
      [commits[1], "loosened"],
      [commits[2], "none"],
    ]);
    expect(loosenings.map(({ name, until }) => [name, until])).toEqual([
      ["house/first-answer", null],
      ["house.hours", null],
    ]);
    const { violations, byToday, notes } = await told(root, "--verdicts", "--by", "today");
    expect(violations).toMatchObject([
      { rule: "house/first-answer", appeared: { commit: commits[0] }, ended: { commit: commits[1], how: "policies" } },
    ]);
    expect(byToday).toEqual([]);
    expect(notes.join("\n")).toContain("and their own `policies/`");
  });

  test("policies whose files are moved are the same policies", async () => {
    const { root } = house();
    git(root, "mv", ".caregate/policies/local.yaml", ".caregate/policies/rules.yaml");
    const moved = commitOn(root, "2026-07-01");
    write(root, { "hospital/README.md": "All that the hospital runs\n" });
    git(root, "mv", ".caregate", "deploy", "hospital");
    const down = commitOn(root, "2026-08-01");
    const { entries } = await told(join(root, "hospital"));
    expect(entries.slice(-2).map(({ commit, direction, changes }) => [commit, direction, changes])).toEqual([
      [moved, "none", []],
      [down, "none", []],
    ]);
    expect((await told(join(root, "hospital"), "--verdicts")).violations).toHaveLength(2);
  });

  test("at tags and at days", async () => {
    const { root, commits } = house();
    git(root, "tag", "v1", commits[0] as string);
    git(root, "tag", "-a", "v2", "-m", "v2", commits[3] as string);
    const { violations } = await told(root, "--verdicts", "--at", "tags");
    expect(violations.map(({ appeared, ended }) => [appeared.commit, ended])).toEqual([[commits[3], null]]);
    write(root, { [manifest]: answering(50) });
    commitOn(root, "2026-06-02");
    write(root, { [manifest]: answering(20) });
    commitOn(root, "2026-06-02");
    expect((await told(root, "--verdicts")).violations).toHaveLength(3);
    expect((await told(root, "--verdicts", "--at", "days")).violations).toHaveLength(2);
  });

  test("signatures, checked with the local keys", async () => {
    const { root } = house();
    const key = join(temporaryFolder(), "key");
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", key]);
    writeFileSync(`${key}.signers`, `ada@hospital.example ${read(key, "../key.pub")}`);
    git(root, "config", "gpg.format", "ssh");
    git(root, "config", "gpg.ssh.allowedSignersFile", `${key}.signers`);
    write(root, { ".caregate/waivers/w.yaml": waiver });
    git(root, "add", "--all");
    git(root, "-c", `user.signingkey=${key}`, "commit", "-q", "-S", "-m", "Signed");
    expect((await told(root)).entries.map(({ signature }) => signature)).toEqual(["N", "N", "N", "G"]);
  });

  test("as CSV, which no author can turn into a formula", async () => {
    const { root } = house();
    write(root, { ".caregate/waivers/w.yaml": waiver });
    git(root, "add", "--all");
    git(root, "-c", "user.name==cmd|' /C calc'!A1", "commit", "-q", "-m", 'A "quoted", subject');
    const rows = parse((await invoke(historyCommand, ["--format", "csv"], root)).stdout, { columns: true });
    expect(rows.at(-1)).toMatchObject({ author: "'=cmd|' /C calc'!A1", what: "waiver" });
    const lives = parse((await invoke(historyCommand, ["--verdicts", "--format", "csv"], root)).stdout, {
      columns: true,
    });
    expect(lives).toHaveLength(2);
  });

  test("hostile texts are shown as texts", async () => {
    const { root } = house();
    write(root, { ".caregate/config.yaml": `${config}# other\nfailOn: low\n` });
    git(root, "add", "--all");
    git(root, "-c", "user.name=\u001B[31m<img src=x>", "commit", "-q", "-m", "\u001B]0;title\u0007 <script> @everyone");
    for (const format of ["console", "markdown"]) {
      const { stdout } = await invoke(historyCommand, ["--format", format], root);
      // oxlint-disable-next-line no-control-regex
      expect(stdout).not.toMatch(/[\u001B\u0007]/);
      if (format === "markdown") expect(stdout).not.toMatch(/<img|<script|@everyone/);
    }
  });

  test.each([
    ["--direction", "sideways"],
    ["--at", "tags"],
    ["--verdicts", "--direction", "loosened"],
    ["--since", "yesterday"],
    ["a...b"],
    ["no-such-branch"],
  ])("%s %s %s cannot be asked", async (...args) => {
    expect((await invoke(historyCommand, args.filter(Boolean), house().root)).code).toBe(2);
  });
});

describe("verdicts", () => {
  test("are those of check, at every commit, where evidence is changed under a manifest that is not", async () => {
    const root = examples();
    git(root, "init", "-q");
    commitOn(root, "2026-11-02");
    const [evidence] = git(root, "ls-files", "evidence").split("\n");
    write(root, { [evidence as string]: `${read(root, evidence as string)}# a byte more\n` });
    commitOn(root, "2026-11-09");
    git(root, "checkout", "-q", "HEAD~1", "--", evidence as string);
    rmSync(join(root, ".caregate/waivers"), { recursive: true });
    commitOn(root, "2026-11-17");
    const { violations } = await told(root, "--verdicts");
    for (const day of ["2026-11-08", "2026-11-16", "2026-11-22"]) {
      const commit = git(root, "rev-list", "-1", `--before=${day}T23:00:00Z`, "HEAD");
      const then = temporaryFolder();
      git(root, "worktree", "add", "-q", "--detach", join(then, "w"), commit);
      const { stdout } = await invoke(checkCommand, ["--as-of", day, "--format", "json"], join(then, "w"));
      const { findings } = JSON.parse(stdout) as { findings: { outcome: string; fingerprint: string }[] };
      const open = findings.filter(({ outcome }) => outcome === "fail" || outcome === "unknown");
      const live = violations.filter(
        ({ appeared, ended }) => appeared.day <= day && (ended === null || ended.day > day),
      );
      expect(live.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(
        open.map(({ fingerprint }) => fingerprint).toSorted(),
      );
      git(root, "worktree", "remove", "--force", join(then, "w"));
    }
    expect(violations.filter(({ appeared }) => appeared.day === "2026-11-09").length).toBeGreaterThan(0);
  });

  test("are evaluated again if another program wrote the cache", async () => {
    const { root } = house();
    const file = join(root, ".git/caregate/history.json");
    const first = await told(root, "--verdicts");
    expect(existsSync(file)).toBe(true);
    const kept = read(root, ".git/caregate/history.json");
    writeFileSync(file, kept.replace('"fail"', '"pass"').replace("2026-03-01", "2026-03-02"));
    expect(await told(root, "--verdicts")).toEqual(first);
    writeFileSync(file, "nonsense");
    expect(await told(root, "--verdicts")).toEqual(first);
  });

  test("a run stopped at the last step reports the finished part and invents nothing", async () => {
    const root = repository({ ...governed, [manifest]: answering(60), ".caregate/waivers/w.yaml": waiver });
    commitOn(root, "2026-11-02");
    const history = openGitRepository(root) as GitRepository;
    const asked = async (answers: number): Promise<ViolationHistory> => {
      let left = answers;
      const cache = openReplayCache(join(root, ".git/none.json"));
      const nothing = (): void => undefined;
      const settings = { until: "2027-02-01", cache, keep: nothing, tell: nothing, stopped: () => left-- <= 0 };
      return replayHistory(
        readCommitHistory(history, "HEAD", { asOf: "2027-02-01" }),
        { builtIn: await loadPacks(), own: false },
        settings,
      );
    };
    const whole = await asked(9);
    expect(whole).toMatchObject({ partial: false, lastDay: "2027-02-01", problems: [] });
    expect(whole.lives[0]?.phases.map(({ from, waiver: by }) => [from.day, by])).toEqual([
      ["2026-11-02", "w-1"],
      ["2027-01-21", null],
    ]);
    const stopped = await asked(1);
    expect(stopped).toMatchObject({
      partial: true,
      lastDay: "2026-11-02",
      problems: [expect.stringContaining("stopped at 2026-11-02")],
    });
    expect(stopped.lives.map(({ phases, ended }) => [phases.length, ended])).toEqual([[1, null]]);
  });

  test("a stopped run reports the finished part", async () => {
    const { root } = house();
    const running = invoke(historyCommand, ["--verdicts", "--format", "json"], root);
    process.emit("SIGINT");
    const { code, stdout } = await running;
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ partial: true });
  });
});
