// Tries inputs on a target, one after another, and reports which reached new code and which failed.
import { Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";

const { name, root, until, corpus, current, state, targets } = workerData;
const target = (await import(targets)).createTargets(root)[name];

/** Numbers at random, the same for a seed. */
let seed = workerData.seed >>> 0;
function random(below) {
  seed = (seed + 0x6d2b79f5) >>> 0;
  let t = Math.imul(seed ^ (seed >>> 15), seed | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) % Math.max(1, below);
}
const one = (list) => list[random(list.length)];

const session = new Session();
session.connect();
const ask = (method, params) => {
  let answer;
  session.post(method, params, (error, result) => {
    if (error) throw new Error(error.message);
    answer = result;
  });
  return answer;
};
ask("Profiler.enable");
ask("Profiler.startPreciseCoverage", { callCount: false, detailed: true });

/** How many blocks of each function were not reached, by where it starts. */
const open = new Map();
let blocks = 0;
/** Whether something was reached that had not been. */
function reachedMore() {
  let more = false;
  const { result } = ask("Profiler.takePreciseCoverage");
  for (const { functions } of result.filter(({ url }) => url.endsWith("/targets.js")))
    for (const { ranges } of functions) {
      if (ranges[0].count === 0) continue;
      const key = `${ranges[0].startOffset}:${ranges[0].endOffset}`;
      const before = open.get(key);
      const now = ranges.filter(({ count }) => count === 0).length;
      if (before !== undefined && before <= now) continue;
      blocks += before === undefined ? 1 : before - now;
      open.set(key, now);
      more = true;
    }
  return more;
}

const pieces = [
  "\0",
  "\n",
  "\r",
  "\t",
  " ",
  "---\n",
  "...\n",
  "&a ",
  "*a",
  "? ",
  "!!str ",
  "!x ",
  "%YAML 1.1\n",
  "<<: ",
  "{",
  "[",
  "]",
  "}",
  "(",
  ",",
  ":",
  "- ",
  '"',
  "'",
  "|\n",
  ">-\n",
  "#",
  "\uFEFF",
  "\u202E",
  "\u2028",
  "\\u0000",
  "\\",
  "__proto__",
  "constructor",
  "toString",
  "1e999",
  "-0",
  "0x1F",
  "null",
  "~",
  "true",
  "[]",
  "{}",
  ".inf",
  "2026-02-30",
  "<!DOCTYPE a>",
  "<![CDATA[",
  "&#0;",
  "../",
  "/",
  "9".repeat(30),
  " ".repeat(200),
  "[".repeat(100),
  "a".repeat(300),
].map((text) => Buffer.from(text));

const word = /[A-Za-z][\w/.-]*|-?\d+(?:\.\d+)?|"[^"\n]*"/g;

/** A word of one input in the place of a word of another. */
function swapWord(bytes) {
  const text = bytes.toString("latin1");
  const [mine, theirs] = [[...text.matchAll(word)], [...Buffer.from(one(corpus)).toString("latin1").matchAll(word)]];
  if (mine.length === 0 || theirs.length === 0) return bytes;
  const { index, 0: old } = one(mine);
  return Buffer.from(text.slice(0, index) + one(theirs)[0] + text.slice(index + old.length), "latin1");
}

/** Some lines of one input in the place of lines of another. */
function swapLines(bytes) {
  const [mine, theirs] = [bytes, Buffer.from(one(corpus))].map((one) => one.toString("latin1").split("\n"));
  const [from, at] = [random(theirs.length), random(mine.length)];
  mine.splice(at, random(4), ...theirs.slice(from, from + 1 + random(8)));
  return Buffer.from(mine.join("\n"), "latin1");
}

function splice(bytes, at, drop, ...insert) {
  return Buffer.concat([bytes.subarray(0, at), ...insert, bytes.subarray(at + drop)]);
}

const changes = [
  (bytes) => splice(bytes, random(bytes.length), 0, one(pieces)),
  (bytes) => splice(bytes, random(bytes.length), 1 + random(8), one(pieces)),
  (bytes) => splice(bytes, random(bytes.length), 1, Buffer.from([random(256)])),
  (bytes) => splice(bytes, random(bytes.length), 1 + random(random(2) ? 16 : bytes.length)),
  (bytes) => {
    const from = random(bytes.length);
    return splice(bytes, random(bytes.length), 0, bytes.subarray(from, from + 1 + random(400)));
  },
  swapWord,
  swapWord,
  swapLines,
  swapLines,
];

function changed(bytes) {
  let next = Buffer.from(bytes);
  for (let i = 1 + random(5); i > 0; i--) next = one(changes)(next);
  return next.subarray(0, current.length);
}

let slowest = 0;
async function attempt(bytes) {
  current.set(bytes);
  Atomics.store(state, 1, bytes.length);
  Atomics.add(state, 0, 1);
  const start = performance.now();
  try {
    await target.run(bytes);
  } catch (error) {
    // The first line of our own in the trace identifies a mistake.
    const where = /at (?:async )?(\S+) \(.*targets\.js/.exec(error?.stack ?? "")?.[1] ?? "";
    parentPort.postMessage({ found: bytes, why: `${String(error?.message ?? error).slice(0, 200)} (${where})` });
  }
  const took = performance.now() - start;
  if (took > slowest) parentPort.postMessage({ slowest: (slowest = took), blocks });
  return reachedMore();
}

for (const bytes of corpus) if (Date.now() < until) await attempt(Buffer.from(bytes).subarray(0, current.length));
while (Date.now() < until) {
  // What was kept last has been tried least.
  const parent = random(3) === 0 ? corpus.at(-1 - random(Math.min(20, corpus.length))) : one(corpus);
  const bytes = changed(parent);
  if (!(await attempt(bytes))) continue;
  corpus.push(bytes);
  parentPort.postMessage({ kept: bytes, blocks });
}
parentPort.postMessage({ blocks, slowest });
session.disconnect();
