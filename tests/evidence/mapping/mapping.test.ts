import { expect, test } from "vitest";
import { loadText } from "../../../src/documents/load.ts";
import { importMapped } from "../../../src/evidence/mapping/index.ts";
import { readFormat } from "../../../src/policy/format.ts";
import { validate } from "../../../src/schema/validate.ts";

const head = "apiVersion: caregate/v1\nkind: Format\nmetadata: { id: own }\n";

/** The format of some lines, and the problems of it as line and message. */
async function formatOf(lines: string, file = ".caregate/formats/own.yaml") {
  const { documents, diagnostics } = loadText(file, head + lines, { named: true });
  const [document] = documents;
  if (!document || diagnostics.length > 0) throw new Error("the format is no document");
  const invalid = await validate(document);
  const read = invalid.length > 0 ? undefined : await readFormat(document);
  const problems = [...invalid, ...(read?.problems ?? [])];
  return { format: read?.format, problems: problems.map(({ span, message }) => `${span.start.line}: ${message}`) };
}

/** What a file becomes, by kind, and what is said of it. */
async function readBy(lines: string, text: string) {
  const { format, problems } = await formatOf(lines);
  expect(problems).toEqual([]);
  if (!format) throw new Error("no format");
  const { documents, diagnostics } = importMapped(format, "results", text);
  return {
    documents,
    made: Object.fromEntries(documents.map(({ kind, value }) => [kind, value])),
    said: diagnostics.map(({ severity, span, message }) => `${severity} ${span.start.line}: ${message}`),
  };
}

const metrics = `reads: json
documents:
  - kind: ValidationReport
    fields: { /subject/model: /model, /setting: { from: /where, words: { ours: local-live } } }
    lists:
      - to: /metrics
        each: /scores
        fields: { /metric: { key: true }, /value: { from: /value, unit: percent }, /count: /n }
      - to: /metrics
        fields: { /metric: { value: accuracy }, /value: /accuracy }
`;

test("a JSON file becomes a document, each value in the type of its field and on its line", async () => {
  const text = '{\n"model": "net",\n"where": "ours",\n"scores": {"AUROC": {"value": 91.5, "n": "400"}},\n"accuracy": "88 %"\n}'; // prettier-ignore
  const { made, documents, said } = await readBy(metrics, text);
  expect(said).toEqual([]);
  expect(made).toEqual({
    ValidationReport: {
      subject: { model: "net" },
      setting: "local-live",
      metrics: [
        { metric: "auroc", value: 0.915, count: 400 },
        { metric: "accuracy", value: 0.88 },
      ],
    },
  });
  const line = (...path: (string | number)[]): number => documents[0]?.locate(path).start.line ?? 0;
  expect([line("subject", "model"), line("setting"), line("metrics", 0, "value"), line("metrics", 1, "metric")]).toEqual([2, 3, 4, 5]); // prettier-ignore
});

test("a share with a percent sign is not divided twice", async () => {
  const { made } = await readBy(metrics, '{"scores": {"AUROC": {"value": "91.5 %"}}}');
  expect(made).toMatchObject({ ValidationReport: { metrics: [{ value: 0.915 }] } });
});

test.each([
  ['{"scores": {"AUROC": {"value": "high"}}}', "error 1: `high` is no value of this field, which takes a number"],
  ['{"where": "mars"}', /^error 1: `mars` is no value of this field, which takes `development-holdout`/],
  ['{"scores": {"AUROC": {"value": 1, "n": 2.5}}}', "error 1: `2.5` is no value of this field, which takes a whole number"], // prettier-ignore
  ['{"model": 1.10}', "warning 1: this is not a text and is not read: put it in quotes"],
  ["{", /^error 1: /],
])("%s is refused on its line", async (text, message) => {
  const { documents, said } = await readBy(metrics, text);
  expect(documents).toEqual([]);
  expect(said[0]).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
});

test("a fixed value counts only beside a value of the file", async () => {
  const { made, said } = await readBy(metrics, '{"other": 1, "scores": {}}');
  expect(made).toEqual({});
  expect(said).toEqual(["warning 1: the file has nothing that is read as evidence"]);
});

const groups = `reads: csv
documents:
  - kind: FairnessReport
    fields: { /subject/model: model, /threshold: { from: cut } }
    lists:
      - to: /groups
        each: rows
        where: { split: test }
        fields: { /axis: { from: attribut, words: { Geschlecht: sex } }, /group: gruppe, /tp: rp, /fn: fn }
`;

test("a table becomes a document: rows, columns that agree, and only the rows that are wanted", async () => {
  const table =
    "model;split;attribut;gruppe;rp;fn;cut\nnet;test;Geschlecht;F;8;2;0,5\nnet;train;Geschlecht;F;90;1;0,5\n";
  const { made, said, documents } = await readBy(groups, table);
  expect(said).toEqual([]);
  expect(made).toEqual({
    FairnessReport: { subject: { model: "net" }, threshold: 0.5, groups: [{ axis: "sex", group: "F", tp: 8, fn: 2 }] },
  });
  expect(documents[0]?.locate(["groups", 0, "tp"]).start.line).toBe(2);
});

test("a column with several values is no value of the file", async () => {
  const table = "model,split,attribut,gruppe,rp,fn,cut\na,test,Geschlecht,F,8,2,0.5\nb,test,Geschlecht,M,8,2,0.5\n";
  const { documents, said } = await readBy(groups, table);
  expect(documents).toEqual([]);
  expect(said).toEqual(["error 3: the column `model` has several values, and the format expects one"]);
});

const assessment = `reads: markdown
documents:
  - kind: ImpactAssessment
    fields:
      /type: { value: dpia }
      /status: { from: Freigabe, words: { erteilt: approved } }
      /parts: { from: Teile, split: ",", words: { Risiken: risks, Zweck: necessity } }
      /metadata/by: { heading: Verfasser }
`;

test("Markdown becomes a document: labels, lists in a text, and the text below a heading", async () => {
  const text = "# Folgenabschätzung\n\n**Freigabe**: erteilt\n\n| Teile | Risiken, Zweck |\n|---|---|\n\n## Verfasser\n\nK. Beispiel\n"; // prettier-ignore
  const { made, said } = await readBy(assessment, text);
  expect(said).toEqual([]);
  expect(made).toEqual({
    ImpactAssessment: {
      type: "dpia",
      status: "approved",
      parts: ["risks", "necessity"],
      metadata: { by: "K. Beispiel" },
    },
  });
});

test("a table below a heading gives a list", async () => {
  const lines = `reads: markdown
documents:
  - kind: MonitoringReport
    lists:
      - { to: /signals, each: Drift, fields: { /signal: { value: input-drift }, /metric: { value: psi }, /value: PSI } }
`;
  const { made } = await readBy(lines, "# Drift\n\n| Column | PSI |\n|---|---|\n| age | 0.04 |\n| sex | 0.31 |\n");
  expect(made).toMatchObject({ MonitoringReport: { signals: [{ value: 0.04 }, { value: 0.31 }] } });
});

const one = (line: string): string => `reads: json\ndocuments:\n  - kind: ValidationReport\n    ${line}\n`;

test.each([
  ["reads: xml\ndocuments: [{ kind: ModelCard }]\n", /^4: `xml` is not a value of reads/],
  [one("fields: { /subject/modle: /m }"), "7: there is no field `/subject/modle` to set here; did you mean `/subject/model`?"], // prettier-ignore
  [one("fields: { /kind: /m }"), "7: there is no field `/kind` to set here"],
  [one("fields: { /metrics: /m }"), "7: `/metrics` takes no single value: set it under `lists`"],
  [one("fields: { /subject: /m }"), "7: `/subject` takes no single value: set its fields"],
  [one("fields: { /openFailures: failed }"), "7: `failed` is no JSON Pointer: start it with `/`"],
  [one("fields: { /setting: { from: /s, words: { a: somewhere } } }"), /^7: `somewhere` is not a value of this field; it takes development-holdout/], // prettier-ignore
  [one("fields: { /subject/model: { from: /s, words: { a: b } } }"), "7: this field takes any value: remove `words`"],
  [one("fields: { /setting: { value: somewhere } }"), /^7: `somewhere` is not a value of this field/],
  [
    one("fields: { /setting: { from: /a, value: external } }"),
    "7: `/setting` needs one of from, heading, key and value",
  ],
  [one("fields: { /setting: { from: /a, unit: percent } }"), "7: only numbers have a unit: remove `unit`"],
  [one("fields: { /setting: { heading: A } }"), "7: only Markdown has headings: write `from`"],
  [one("fields: { /setting: { from: /a, split: x } }"), "7: this field takes one value: remove `split`"],
  [one("lists: [{ to: /counts, fields: { /tp: /a } }]"), "7: `/counts` is no list of maps: set it under `fields`"],
  [one("lists: [{ to: /metric, fields: { /value: /a } }]"), "7: there is no list `/metric` in this kind of document; did you mean `/metrics`?"], // prettier-ignore
  [
    one("lists: [{ to: /metrics, each: rows, fields: { /value: /a } }]"),
    "7: `rows` is no JSON Pointer: start it with `/`",
  ],
  ["reads: csv\ndocuments: [{ kind: ValidationReport, lists: [{ to: /metrics, each: a, fields: { /value: v } }] }]\n", "5: each row of a table becomes an entry: write `each: rows`"], // prettier-ignore
  ["reads: json\ndocuments:\n  - { kind: ModelCard, fields: { /intendedUse: /a } }\n  - { kind: ModelCard, fields: { /intendedUse: /b } }\n", "7: the kind `ModelCard` is here twice: put its fields together"], // prettier-ignore
])("%s is a mistake on its line", async (lines, message) => {
  const { problems } = await formatOf(lines);
  expect(problems[0]).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
});

test("a format has the name of its file, and none of another tool", async () => {
  const sound = one("fields: { /openFailures: /f }");
  expect((await formatOf(sound, ".caregate/formats/other.yaml")).problems).toEqual(["3: the file of format `own` has another name: name it `own.yaml`"]); // prettier-ignore
  const taken = loadText("fairlearn.yaml", head.replace("own", "fairlearn") + sound).documents[0];
  const { problems } = await readFormat(taken as NonNullable<typeof taken>);
  expect(problems.map(({ message }) => message)).toEqual(["caregate has a format `fairlearn` of its own: choose another name"]); // prettier-ignore
});

test("names of built-in properties are neither fields nor words", async () => {
  const { problems } = await formatOf(one("fields: { /constructor: /a }"));
  expect(problems[0]).toMatch(/there is no field/);
  const { said } = await readBy(metrics, '{"where": "toString"}');
  expect(said[0]).toMatch(/`toString` is no value/);
});
