import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answering, governed, policy } from "../../support/governed-repository.ts";
import { commitAll, sha256, temporaryFolder, write } from "../../support/repository.ts";
import { type Ran, type RunOptions, type Scene, checkout, scene } from "./fake-runner.ts";

const raised = { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 200") };
const names = ["a", "b", "c", "d", "e", "f"];
const base = {
  ...governed,
  ...Object.fromEntries(names.map((name) => [`deploy/${name}.yaml`, answering(name === "a" ? 99 : 24, name)])),
};
const change = { ...raised, "deploy/b.yaml": answering(100, "b"), "deploy/e.yaml": answering(300, "e") };
const shown = { comment: "always", "check-run": "true", "as-of": "2026-11-22" };

/** Checks both halves and returns the paths of their files. */
async function halves({ run }: Scene, options: RunOptions = {}): Promise<string[]> {
  const files: string[] = [];
  for (const shard of ["1/2", "2/2"]) {
    const { outputs } = await run({ ...options, inputs: { ...shown, ...options.inputs, shard } });
    files.push(outputs["shard-file"] ?? "none");
  }
  return files;
}

const merge = async ({ run }: Scene, files: readonly string[], inputs: Readonly<Record<string, string>> = {}) =>
  run({ inputs: { ...shown, ...inputs, merge: files.join("\n") } });

/** Files with some text, in a folder outside of the checkout. */
function folderOf(texts: readonly string[]): string {
  const folder = temporaryFolder();
  write(folder, Object.fromEntries(texts.map((text, i) => [`part-${i}/${i}.jsonl`, text])));
  return folder;
}

const contentOf = (path: string | undefined): string => readFileSync(path ?? "none", "utf8");
const reportsOf = ({ outputs }: Ran): string[] =>
  ["report-file", "sarif-file", "html-file", "comment-file"].map((name) => contentOf(outputs[name]));
const withoutPaths = ({ outputs }: Ran) =>
  Object.fromEntries(Object.entries(outputs).filter(([name]) => !name.endsWith("-file")));

describe("two shards and their merge", () => {
  test.each([
    ["a change of policies and manifests", change, "fail"],
    ["a broken manifest", { "deploy/b.yaml": `${answering(12, "b")}x: [\n` }, "error"],
    ["a change that passes", { "deploy/a.yaml": answering(24, "a"), "deploy/b.yaml": answering(12, "b") }, "pass"],
  ])("publish for %s what a whole check publishes", async (_, files, verdict) => {
    const [whole, parts] = [await scene(base, files), await scene(base, files)];
    const one = await whole.run({ inputs: shown });
    const shards = await halves(parts);
    expect(parts.github.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    const both = await merge(parts, [folderOf(shards.map(contentOf))]);
    expect(one.outputs).toMatchObject({ verdict });
    expect(withoutPaths(both)).toEqual(withoutPaths(one));
    expect(reportsOf(both)).toEqual(reportsOf(one));
    const { code, commands, summary, stdout } = one;
    expect(both).toMatchObject({ code, commands, summary, stdout });
    expect(parts.github.comments.map(({ body }) => body)).toEqual(whole.github.comments.map(({ body }) => body));
    expect(parts.github.comments).toHaveLength(1);
    expect(parts.github.checkRuns).toEqual(whole.github.checkRuns);
    expect(parts.github.breaches).toEqual([]);
  });

  test("publish for a push to the default branch what a whole check publishes", async () => {
    const set = await scene(base, change);
    const options = { event: "push", inputs: { "as-of": "2026-11-22" } };
    const one = await set.run(options);
    const files = await halves(set, { event: "push" });
    const both = await set.run({ ...options, inputs: { ...options.inputs, merge: files.join("\n") } });
    expect(one.outputs["verdict"]).toBe("fail");
    expect(reportsOf(both)).toEqual(reportsOf(one));
  });
});

test("a shard with a violation only writes its file", async () => {
  const set = await scene(base, change);
  for (const shard of ["1/2", "2/2"]) {
    const ran = await set.run({ inputs: { ...shown, shard } });
    expect(ran).toMatchObject({ code: 0, summary: "" });
    expect(ran.commands.map(({ name }) => name)).toEqual(["add-mask"]);
    expect(Object.keys(ran.outputs)).toEqual(["shard-file"]);
    expect(ran.stdout).toContain(`shard ${shard}: `);
  }
});

test("a shard of a wrong checkout is an error in its log and summary, and not on the pull request", async () => {
  const { run, github, origin, base: commit } = await scene(base, change);
  const ran = await run({ workspace: checkout(origin, commit), inputs: { ...shown, shard: "1/2" } });
  expect(ran).toMatchObject({ code: 1, outputs: { verdict: "error" } });
  expect(ran.summary).toContain("check out the commit of the event");
  expect([...github.comments, ...github.checkRuns]).toEqual([]);
});

/** A shard whose text was changed by somebody who can compute the digest. */
function resealed(text: string, from: RegExp, to: string): string {
  const body = text.slice(0, text.lastIndexOf('{"sha256"')).replace(from, to);
  return `${body}${JSON.stringify({ sha256: sha256(body) })}\n`;
}

describe("a merge is refused, and every channel says why,", () => {
  async function refusal(set: Scene, files: readonly string[], inputs: Readonly<Record<string, string>> = {}) {
    const ran = await merge(set, files, inputs);
    expect(ran).toMatchObject({ code: 1, outputs: { verdict: "error" } });
    const told = ran.commands.findLast(({ name }) => name === "error")?.message ?? "no error";
    expect(set.github.comments.at(-1)?.body).toContain("check not completed");
    expect(set.github.checkRuns.at(-1)).toMatchObject({ conclusion: "failure" });
    expect(ran.summary).toContain("check not completed");
    return told;
  }

  test("if shards are missing, doubled, cut off, of another version or forged", async () => {
    const set = await scene(base, change);
    const [one = "", two = ""] = await halves(set);
    const [first, second] = [contentOf(one), contentOf(two)];
    const forged = (from: RegExp, to: string): string[] => [
      folderOf([first, second].map((text) => resealed(text, from, to))),
    ];
    expect(await refusal(set, [one])).toContain("1 of 2 shards are missing: 2");
    expect(await refusal(set, [temporaryFolder()])).toContain("there is no shard to merge");
    expect(await refusal(set, [join(temporaryFolder(), "none")])).toContain("cannot be read");
    expect(await refusal(set, [one, two, one])).toContain("are both shard 1 of 2");
    expect(await refusal(set, [one, folderOf([second.slice(0, -20)])])).toContain("is cut off");
    expect(await refusal(set, forged(/"toolVersion":"[^"]*"/g, '"toolVersion":"0.0.1"'))).toContain("caregate 0.0.1");
    expect(
      await refusal(set, forged(/"digest":"sha256:[0-9a-f]{64}"/, `"digest":"sha256:${"0".repeat(64)}"`)),
    ).toContain("in the rules");
    expect(await refusal(set, forged(/"severity":"high"/, '"severity":"low"'))).toContain(
      "in the state of the repository",
    );
  });

  test("if the shards are of another date, other targets, another base or another commit", async () => {
    const set = await scene(base, change);
    const files = await halves(set);
    expect(await refusal(set, files, { "as-of": "2026-11-23" })).toContain("in the date");
    expect(await refusal(set, files, { paths: "deploy" })).toContain("in the targets");
    expect(await refusal(set, files, { "fail-on": "low" })).toContain("in the fail level");
    write(set.origin, { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 24") });
    const next = commitAll(set.origin, "stricter rules");
    expect(await refusal(set, files)).toContain(`in the commit of the rules, "${next}" and "${set.base}"`);

    const other = await scene(base, { "deploy/b.yaml": answering(12, "b") });
    expect(await refusal(other, files)).toContain("in the commit, ");
  });

  test("if they are shards of rules that the change brought", async () => {
    const set = await scene(base, change);
    const own = await halves(set, { inputs: { "policy-ref": "head" } });
    expect(await refusal(set, own)).toContain("do not belong together");
  });

  test("if the shards are in the checkout, where a change can bring them", async () => {
    const set = await scene(base, change);
    const files = await halves(set);
    write(set.workspace, { "shards/1.jsonl": contentOf(files[0]), "shards/2.jsonl": contentOf(files[1]) });
    for (const path of ["shards", ".", "shards/1.jsonl", "deploy/../shards"])
      expect(await refusal(set, [path])).toContain("leads into the checkout");
  });
});
