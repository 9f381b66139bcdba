import { expect, test } from "vitest";
import { governed } from "../../support/governed-repository.ts";
import { commitAll, lowRisk, write } from "../../support/repository.ts";
import { type Scene, push, scene } from "./fake-runner.ts";

const wrong = lowRisk.replace("stage: production", "stage: Production").replace("learning: locked", "learning: LOCKED");
const asked = { suggestions: "true" };

test("suggestions are opt-in, come once as one review of the last commit, and are resolved when outdated", async () => {
  const set = await scene({ ...governed, "deploy/a.yaml": lowRisk }, { "deploy/a.yaml": wrong });
  const { run, github, head } = set;
  const open = (): string[] =>
    github.threads.filter(({ isResolved }) => !isResolved).map(({ path, line }) => `${path}:${line}`);
  await run();
  expect(github.threads).toEqual([]);

  const first = await run({ inputs: asked });
  expect(first.outputs["verdict"]).toBe("error");
  expect(open()).toEqual(["deploy/a.yaml:10", "deploy/a.yaml:16"]);
  const reviews = github.requests.filter(({ operation }) => operation === "pulls/create-review");
  expect(reviews.map(({ body }) => [body["event"], body["commit_id"]])).toEqual([["COMMENT", head]]);
  await run({ inputs: asked });
  expect(github.threads).toHaveLength(2);

  const payload = push(set, { "deploy/a.yaml": wrong.replace("stage: Production", "stage: production") });
  await run({ inputs: asked, payload });
  expect(open()).toEqual(["deploy/a.yaml:16"]);
  expect(github.threads).toHaveLength(2);
  expect(github.breaches).toEqual([]);
});

test("lines that the base moved in the meantime get no suggestion", async () => {
  const set = await scene(
    { ...governed, "deploy/a.yaml": `${lowRisk}# end\n` },
    { "deploy/a.yaml": `${wrong}# end\n` },
  );
  const { origin, github } = set;
  write(origin, { "deploy/a.yaml": `# moved\n${lowRisk}# end\n` });
  commitAll(origin, "base moves lines");
  await set.run({
    inputs: asked,
    payload: push(set, { "deploy/a.yaml": `${wrong}# end\n`.replace("# end", "# the end") }),
  });
  expect(github.threads).toEqual([]);
});

test("a token that may only read, or a server without GraphQL, changes nothing but a notice", async () => {
  for (const spoil of [
    ({ github }: Scene) => void (github.readOnly = true),
    ({ github }: Scene) => void github.faults.set("graphql", { status: 404 }),
  ]) {
    const set = await scene({ ...governed, "deploy/a.yaml": lowRisk }, { "deploy/a.yaml": wrong });
    spoil(set);
    const ran = await set.run({ inputs: asked });
    expect([ran.code, ran.outputs["verdict"], set.github.threads]).toEqual([1, "error", []]);
    expect(ran.commands.some(({ message }) => message.startsWith("no changes were suggested: "))).toBe(true);
  }
});
