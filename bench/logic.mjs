// Evaluating rules against parsing the manifest that they read, in one run: how much of a check is logic?
// Parsing and evaluating take turns, a block of each per round, so that both see the same machine. Of a block counts the
// least time, which other work on the machine disturbs least; the figure is the median of the rounds' ratios. The first
// evaluation after a block of parses, which has to fetch everything into the processor's caches again, is shown apart.
// Results stand in README.md.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { prepare, prepareInput, evaluateAll, crossCheckAll, parse } = await import(
  await bundled(root, "logic.entry.ts")
);

const RULES = 200;
const ROUNDS = 20;
const BLOCK = 25;

/** The times that some work takes, again and again, in milliseconds; what it needs is made before. */
function times(work, prepared = () => undefined) {
  return Array.from({ length: BLOCK }, () => {
    const given = prepared();
    const start = process.hrtime.bigint();
    work(given);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
}

/** The value at a share of the way from the least to the greatest. */
function quantile(values, share) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)];
}

const median = (values) => quantile(values, 0.5);
const spread = (values) => [0.5, 0.25, 0.75].map((share) => quantile(values, share).toFixed(3));
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);

console.log(`${RULES} of the built-in rules, ${ROUNDS} rounds of ${BLOCK}, node ${process.version}\n`);
row([
  "manifest",
  "bytes",
  "rules that apply",
  "`yaml`, ms",
  "strict, ms",
  "ratio",
  "quartiles",
  "first after a parse",
  "both keys",
]);
row(["---", "--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:"]);
for (const file of readdirSync(`${root}examples/deploy`)) {
  const text = readFileSync(`${root}examples/deploy/${file}`, "utf8");
  const { rules, context, applying } = await prepare(root, `deploy/${file}`, RULES);
  const round = () => {
    const parsing = times(() => parse(text));
    const strict = times(
      (data) => evaluateAll(rules, data),
      () => prepareInput(context),
    );
    const both = times(() => crossCheckAll(rules, context));
    return { parsing: Math.min(...parsing), first: strict[0], strict: Math.min(...strict), both: Math.min(...both) };
  };
  for (let i = 0; i < 5; i++) round();
  const rounds = Array.from({ length: ROUNDS }, round);
  const ratio = (name) => rounds.map((one) => one[name] / one.parsing);
  const [middle, low, high] = spread(ratio("strict"));
  row([
    file.replace(".yaml", ""),
    Buffer.byteLength(text),
    applying,
    median(rounds.map(({ parsing }) => parsing)).toFixed(2),
    median(rounds.map(({ strict }) => strict)).toFixed(2),
    middle,
    `${low} to ${high}`,
    median(ratio("first")).toFixed(2),
    median(ratio("both")).toFixed(2),
  ]);
}
