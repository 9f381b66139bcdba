import { beforeAll, describe, expect, test } from "vitest";
import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { historyCommand } from "../../src/cli/commands/history.ts";
import { invoke } from "../support/invoke.ts";
import { type Generated, generate } from "./generate.ts";

interface At {
  readonly day: string;
  readonly commit: string | null;
}
interface Policies {
  readonly notes: string[];
  readonly entries: readonly (At & {
    readonly direction: string;
    readonly moved: object | null;
    readonly request: number | null;
    readonly brought: readonly { readonly commit: string; readonly author: { readonly name: string } }[];
    readonly changes: readonly { what: string; name: string; direction: string; details: string[] }[];
  })[];
  readonly loosenings: readonly { what: string; name: string; from: At; until: At | null }[];
  readonly waivers: readonly { id: string; events: readonly (At & { kind: string })[]; covered?: string[] }[];
}
interface Verdicts extends Policies {
  readonly violations: readonly {
    deployment: string;
    rule: string;
    appeared: At;
    ended: (At & { how: string }) | null;
  }[];
}

let root: string;
let known: Generated;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "caregate-history-")));
  execFileSync("git", ["init", "-q", "-b", "main"], { cwd: root });
  known = generate(root, { commits: 90, deployments: 8, policyChanges: 14, waivers: 6 });
  return () => rmSync(root, { recursive: true, force: true });
});

const told = async <T>(...args: string[]): Promise<T> => {
  const asked = [...args, "--format", "json", "--as-of", known.lastDay];
  const { code, stdout } = await invoke(historyCommand, asked, join(root, known.folder));
  expect(code, stdout).toBe(0);
  return JSON.parse(stdout) as T;
};
const name = (number: number | null): string | null => (number === null ? null : (known.commits[number] as string));
const sorted = (rows: readonly (readonly unknown[])[]): string[] => rows.map((row) => JSON.stringify(row)).toSorted();

describe("a history that is known", () => {
  test("is worth looking at", () => {
    expect(known.lives.filter(({ by }) => by === null).length).toBeGreaterThan(2);
    expect(known.lives.filter(({ ended }) => ended !== null).length).toBeGreaterThan(10);
    expect(known.changes.length).toBeGreaterThan(8);
    expect(known.waivers.flatMap(({ events }) => events.map(([kind]) => kind))).toEqual(
      expect.arrayContaining(["granted", "renewed", "revoked", "expired"]),
    );
    expect(known.skewed.length).toBeGreaterThan(0);
    expect(known.folder).toBe("hospital/");
  });

  test("every change of policies is found, and none is invented", async () => {
    const { entries, loosenings, waivers, notes } = await told<Policies>();
    const parameters = entries.flatMap(({ commit, changes }) =>
      changes.filter(({ what }) => what === "parameter").map((one) => [commit, one.name, one.direction]),
    );
    expect(sorted(parameters)).toEqual(
      sorted(known.changes.map((one) => [name(one.commit), one.parameter, one.direction])),
    );
    const ofParameters = loosenings.filter(({ what }) => what === "parameter");
    expect(sorted(ofParameters.map((one) => [one.from.commit, one.name, one.until?.commit ?? null]))).toEqual(
      sorted(
        known.changes
          .filter(({ direction }) => direction === "loosened")
          .map((one) => [name(one.commit), one.parameter, name(one.until)]),
      ),
    );
    const events = waivers.flatMap(({ id, events: all }) =>
      all.map(({ kind, day, commit }) => [id, kind, day, commit]),
    );
    expect(sorted(events)).toEqual(
      sorted(
        known.waivers.flatMap(({ id, events: all }) => all.map(([kind, day, commit]) => [id, kind, day, name(commit)])),
      ),
    );
    for (const number of known.skewed) expect(notes.join("\n")).toContain(`${name(number)?.slice(0, 10)} is dated`);
    expect(notes).toHaveLength(known.skewed.length);
    // The first commit, every change of a limit, of a waiver, and the move; nothing else.
    const waived = known.waivers.flatMap(({ events: all }) => all.filter(([, , commit]) => commit !== null));
    expect(entries).toHaveLength(1 + known.changes.length + waived.length + 1);
    const [move, ...others] = entries.filter(({ moved }) => moved !== null);
    expect(others).toEqual([]);
    expect(move).toMatchObject({ moved: { from: "", to: "hospital/" }, direction: "none", changes: [] });
  });

  test("a loosening comes with a witness, and a merge with what it brought", async () => {
    const { entries } = await told<Policies>();
    const rules = entries.flatMap(({ changes }) => changes.filter(({ what }) => what === "rule"));
    for (const { direction, details } of rules) if (direction === "loosened") expect(details.length).toBeGreaterThan(0);
    const merges = entries.filter(({ brought }) => brought.length > 0);
    expect(merges.length).toBeGreaterThan(0);
    for (const { brought, request } of merges) {
      expect(brought.map(({ author }) => author.name)).toEqual(["Bo Example"]);
      expect(request).not.toBeNull();
    }
  });

  test("the life of every violation is found, and none is invented", async () => {
    const { violations, waivers } = await told<Verdicts>("--verdicts");
    const found = violations.map(({ deployment, rule, appeared, ended }) => {
      return [deployment, rule, appeared.day, appeared.commit, ended?.day ?? null, ended?.commit ?? null];
    });
    expect(sorted(found)).toEqual(
      sorted(
        known.lives.map((one) => {
          return [one.deployment, one.rule, one.appeared, name(one.by), one.ended, name(one.endedBy)];
        }),
      ),
    );
    expect(sorted(waivers.map(({ id, covered = [] }) => [id, covered.length > 0]))).toEqual(
      sorted(known.waivers.map(({ id, covers }) => [id, covers])),
    );
  });

  test("cached results give the same history again", async () => {
    const args = ["--verdicts", "--cache", join(root, ".git/again.json")];
    expect(await told<Verdicts>(...args)).toEqual(await told<Verdicts>(...args));
  });
});
