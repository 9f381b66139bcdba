import fc from "fast-check";
import { expect, test } from "vitest";
import { type Question, listOpenQuestions, planAnswer } from "../../src/engine/ask.ts";
import { writeFileChanges } from "../../src/engine/file-changes.ts";
import { pinEvidence } from "../../src/engine/pin.ts";
import { schemaAtPath } from "../../src/schema/describe.ts";
import { readAnswer } from "../../src/schema/answers.ts";
import { getAt, parsePath } from "../../src/util/json.ts";
import { changedPaths, commentsOf, dataOf, withComments } from "../support/commented-texts.ts";
import { lowRisk, read, repository, sha256, write } from "../support/repository.ts";

const asOf = "2026-11-22";
const contract =
  "apiVersion: caregate/v1\nkind: Contract\nmetadata: { id: c, date: 2026-01-01, by: Ada Example }\nvendor: Acme\n";
const newlines = fc.constantFrom("\n", "\r\n");

const entryArbitrary = fc.record({
  form: fc.constantFrom("flow", "block", "path last"),
  file: fc.constantFrom("c.yaml", "d.yaml", "missing.yaml"),
  digest: fc.constantFrom("none", "empty", "wrong", "quoted", "right"),
});
type Entry = typeof entryArbitrary extends fc.Arbitrary<infer T> ? T : never;

/** An entry of evidence as text. */
function entryText({ form, file, digest }: Entry): string {
  const stated = {
    none: undefined,
    empty: "",
    wrong: "0".repeat(64),
    quoted: `'${"a".repeat(64)}'`,
    right: sha256(contract),
  }[digest];
  const fields = [`kind: Contract`, `path: ../proof/${file}`, ...(stated === undefined ? [] : [`sha256: ${stated}`])];
  const ordered = form === "path last" ? fields.toReversed() : fields;
  return form === "flow" ? `  - { ${ordered.join(", ")} }\n` : `  - ${ordered.join("\n    ")}\n`;
}

test("`pin` changes digests of files that are there and were not pinned, and nothing else", async () => {
  const cwd = repository({ "proof/c.yaml": contract, "proof/d.yaml": `${contract}# other\n` });
  let pinned = 0;
  const property = fc.asyncProperty(
    fc.array(entryArbitrary, { minLength: 1, maxLength: 6 }),
    newlines,
    async (entries, newline) => {
      const before = withComments(`${lowRisk}evidence:\n${entries.map(entryText).join("")}`, newline);
      write(cwd, { "deploy/m.yaml": before });
      const result = await pinEvidence({ cwd, asOf });
      writeFileChanges(result);
      const after = read(cwd, "deploy/m.yaml");
      const isPinned = ({ file, digest }: Entry): boolean =>
        file !== "missing.yaml" && (file !== "c.yaml" || digest !== "right");
      const changed = entries.flatMap((entry, i) => (isPinned(entry) ? [`evidence[${i}].sha256`] : []));
      expect(changedPaths(dataOf(before), dataOf(after))).toEqual(changed);
      for (const path of changed)
        expect(getAt(dataOf(after), parsePath(path))).toBe(
          sha256(read(cwd, `proof/${entries[Number(/\d/.exec(path)?.[0])]?.file}`)),
        );
      expect(commentsOf(after)).toEqual(commentsOf(before));
      expect(after.split("\n").every((line) => line === "" || line.endsWith("\r") === (newline === "\r\n"))).toBe(true);
      pinned += changed.length;
    },
  );
  await fc.assert(property, { numRuns: 12 });
  expect(pinned).toBeGreaterThan(12);
}, 30_000);

/** Answers that a person may type to a question; some of them do not fit. */
async function answersTo({ path, answer }: Question): Promise<readonly string[]> {
  if (answer === "FILE") return ["../proof/c.yaml", "missing.yaml"];
  const choices = answer.replace(/^any of /, "").split(/ \| |, /);
  const schema = await schemaAtPath(path);
  return [
    ...choices,
    "yes",
    "90",
    "5 January 2026",
    "none",
    "our plan: # one",
    "1.10",
    schema?.items?.properties ? "[{}]" : "a, b",
  ];
}

test("`ask` changes the path of its question, and nothing else", async () => {
  const settings = "apiVersion: caregate/v1\nkind: Config\norganisation:\n  name: Example\n  countries: [US]\n";
  const manifest = lowRisk.replace(
    "data: { categories: [operational] }",
    "data:\n    categories: [operational]\n    purposes:",
  );
  const cwd = repository({ "proof/c.yaml": contract });
  const files = (newline: string) => ({
    ".caregate/config.yaml": withComments(settings, newline),
    "deploy/m.yaml": withComments(`${manifest}evidence:\n  - kind: Contract\n    path:\n`, newline),
  });
  write(cwd, files("\n"));
  const { questions } = await listOpenQuestions({ cwd, asOf });
  const asked = await Promise.all(
    questions.map(async (question) => ({ question, answers: await answersTo(question) })),
  );
  const turn = fc
    .constantFrom(...asked)
    .chain(({ question, answers }) =>
      fc.record({ question: fc.constant(question), text: fc.constantFrom(...answers) }),
    );
  let written = 0;
  const property = fc.asyncProperty(
    fc.uniqueArray(turn, { minLength: 1, maxLength: 5, selector: ({ question }) => question.path }),
    newlines,
    async (turns, newline) => {
      write(cwd, files(newline));
      for (const { question, text } of turns) {
        const planned = await planAnswer(question, text, { root: cwd });
        if ("problem" in planned) continue;
        expect(planned.changes.map(({ file }) => file)).toEqual([question.file]);
        const before = read(cwd, question.file);
        writeFileChanges(planned);
        const after = read(cwd, question.file);
        const isOwn = (path: string): boolean =>
          `${question.path}.`.startsWith(`${path}.`) || path === question.path.replace(/path$/, "sha256");
        const changed = changedPaths(dataOf(before), dataOf(after));
        if (question.answer !== "FILE") {
          const answer = readAnswer(text, (await schemaAtPath(question.path)) ?? {});
          expect(getAt(dataOf(after), parsePath(question.path))).toEqual("value" in answer ? answer.value : undefined);
        }
        expect(changed.filter((path) => !isOwn(path))).toEqual([]);
        expect(commentsOf(after)).toEqual(commentsOf(before));
        written += 1;
      }
    },
  );
  await fc.assert(property, { numRuns: 25 });
  expect(written).toBeGreaterThan(20);
}, 30_000);
