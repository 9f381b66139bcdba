// The reader of plain texts against `yaml`: whether generated and changed texts give the same, and the time of the files
// of the project that are plain.
//
//   node bench/plain.mjs [TEXTS] [SEED]     100,000 texts unless stated, after npm run generate
import { resolve } from "node:path";
import { bundled } from "./bundle.mjs";

const root = resolve(import.meta.dirname, "..");
const [count = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const { comparePlain, parsePlain, parseYaml, projectTexts, randomFrom, randomText } = await import(
  await bundled(root, "plain.entry.ts")
);

const texts = projectTexts(root);
const random = randomFrom(seed);
const results = { same: 0, left: 0, different: 0 };
for (let i = 0; i < count; i++) {
  const text = randomText(texts, random);
  const result = comparePlain(text, i % 5 === 0 ? { depth: 3 } : {});
  results[result.startsWith("differs") ? "different" : result]++;
  if (result.startsWith("differs")) console.log(JSON.stringify(text), result);
}
console.log(
  `${count} texts: ${results.same} read with the same result, ${results.left} left to yaml, ${results.different} different`,
);

const plain = texts.filter((text) => parsePlain("f", text) !== undefined);
const seconds = (read) => {
  const begin = process.hrtime.bigint();
  for (const text of plain) read("f", text);
  return Number(process.hrtime.bigint() - begin) / 1e9;
};
// In turns, so that other work on the machine matters little.
const rounds = Array.from({ length: 4 }, () => [seconds(parsePlain), seconds(parseYaml)]);
const [ours, theirs] = [0, 1].map((which) => Math.min(...rounds.map((round) => round[which])));
console.log(
  `${plain.length} of ${texts.length} files are plain: ${(theirs / ours).toFixed(1)} times as fast as with yaml (${ours.toFixed(3)} s, ${theirs.toFixed(3)} s)`,
);
process.exitCode = results.different > 0 ? 1 : 0;
