// Reports words that have a better one: in pages, in schema descriptions, and in comments, texts and names of src/, build/,
// bench/ and tests/.
// One line per hit: file:line: what is wrong: what to write. Exits with 1 if there is one.
//
//   node build/check-words.mjs
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);

/**
 * Words of the house, and what to write instead.
 * @type {readonly (readonly [pattern: RegExp, instead: string])[]}
 */
export const words = [
  [
    /\b(?:shuts?|shutting|opens?) (?:the|its|a) gate\b|\bgate (?:is|stays|was) (?:shut|open)\b/i,
    "blocks, fails the check, passes",
  ],
  [/\bcannot (?:yet )?be told\b/i, "is undecided, is unknown"],
  [/\b(?:judges?|judged|judging|judgements?)\b/i, "check, evaluate"],
  [/(?<![-\w])(?:tells|told|telling|caregate tell|(?:cannot|can) tell)\b/i, "report, show, inform"],
  [/\bunless (?:set|told)\b/i, "default: ..."],
  [/\bat hand\b/i, "local, available, installed"],
  [
    /\b(?:brings?|brought) (?:rules|policies|\w+ )?of its own\b|\brules (?:that )?(?:it|a change) brings\b/i,
    "changes the policies",
  ],
  [/\b(?:lies|lay) (?!about\b)/i, "is in, is at"],
  [/\bmend(?:s|ed|ing)?\b/i, "fix"],
  [/\b(?:as )?in life\b/i, "in practice, in production"],
  [/\bto the byte\b/i, "byte for byte, byte-identical"],
  [/\b(?:what (?:became|came) of|becomes of)\b/i, "history of, result of"],
  [/\b(?:sets?|setting) aside\b/i, "waive, suppress"],
  [/\bof then\b/i, "in effect at that commit"],
  [/\banew\b/i, "again"],
  [/\bwhoever\b/i, "anyone who, the person who"],
  [/\bhave a say\b|\bhas no say\b/i, "has an effect, has no effect"],
  [/\bkept out by\b|\bwaved through\b|\blets? in\b/i, "fails, passes"],
  [/\bslip of the pen\b/i, "typing error"],
  [/\bsecond key\b/i, "second evaluator, cross-check"],
];

/** Files that have to spell the words. */
const spelling = new Set(["build/check-words.mjs", "tests/words.test.ts"]);

/** Names of types and functions that the vocabulary has replaced. */
export const oldNames = new Set(
  `Outset Yield Gathered Matter Regime Dossier Glance Sheet Life Told Found Looked Judged Asked Begun Settled Described
  Moment Exhibit Specimen Ground Turn Judgement Judgements Occasion Pile Shaped Tally Declared Recipe Course Telling Watched
  MadeTest MakeTests Hand Logged Walked Ignores Stated Attached WaiverLife PacksOfThen Manners Lane Refusal Linted Strictness
  RepositoryState Governing Unusable Related Missing CommitPlace LateFormat
  yieldOf outsetOf gatherState judgeState filesOf lookAtChange lookAtCommit lookAtState gatherChange judgeChange
  whyNoHistory listedTree listedIn objectsIn loggedIn historyOf readGovernance createLook withHints holdsPacks packsAt workOff
  shareOut startQuickly runFast keepSmall writeWhole uninterrupted prefixTo createFixtures trackedThoughIgnored leadsToDirectory
  judge judgeAll outcomeOn binds askedOf inShort withoutReasons placesOf namedAt isDescriptive fillIn leaveUnanswered
  secondKey readsOf casesOf choosePacks sortWaivers danglingWaivers strayOverrides placeholderIn
  exhibits refutedRates signsIn statedIn toleranceOf stabilityIndex criticalIndex chanceOf leastRho
  novelIn shapeOf aroundBoundaries aroundLists compareAlone editsBetween
  readPast concerns regimeOf dossierOf wordOn turnsBetween createJudging createFollower createRulebook judgePast tellPolicies
  meaningOf untold createLives coveredBy notesOf parseShare toPlainYield yieldReader pilesOf checkSeal occasionOf judgeAndTell
  judgeOccasion judgedBy findBaseline touchedLines keepComment markerOf harmless
  remembered detached withoutUnanswered compareText sealPrototypes hashOf pause`
    .split(/\s+/)
    .filter((name) => name !== ""),
);

/**
 * A hit: where, what, and what to write.
 * @typedef {{ file: string, line: number, found: string, instead: string }} Hit
 */

/**
 * Hits of the words in a text.
 * @param {string} file
 * @param {string} text
 * @param {number} line of its first line
 * @returns {Hit[]}
 */
export function wordsIn(file, text, line = 1) {
  return text.split("\n").flatMap((one, i) =>
    words.flatMap(([pattern, instead]) => {
      const match = pattern.exec(one);
      return match ? [{ file, line: line + i, found: match[0].trim(), instead }] : [];
    }),
  );
}

/**
 * The prose of a page: without code, quotations and the targets of links.
 * @param {string} text
 */
export const proseOf = (text) =>
  text
    .replaceAll(/^( *)```[^]*?^\1```/gm, (block) => block.replaceAll(/[^\n]/g, ""))
    .replaceAll(/`[^`\n]*`/g, "")
    .replaceAll(/"[^"\n]*"/g, "")
    .replaceAll(/\]\([^)]*\)/g, "]");

/**
 * The comments, the texts of more than one word, and the names in a file of source.
 * @param {string} source
 * @returns {{ prose: { text: string, line: number }[], code: string }}
 */
export function partsOf(source) {
  /** @type {{ text: string, line: number }[]} */
  const prose = [];
  const pattern = /\/\*[^]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
  const code = source.replaceAll(pattern, (part, /** @type {number} */ at) => {
    const line = source.slice(0, at).split("\n").length;
    const isComment = part.startsWith("/");
    const text = isComment ? part.replaceAll(/`[^`\n]*`/g, "") : part.replaceAll(/\$\{[^}]*\}/g, "_");
    if (isComment || /\w \w/.test(text)) prose.push({ text, line });
    return part.replaceAll(/[^\n]/g, " ");
  });
  return { prose, code };
}

/**
 * @param {string} folder from the root
 * @param {RegExp} ending
 */
function filesIn(folder, ending) {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}${file.replaceAll("\\", "/")}`)
    .filter((file) => ending.test(file) && !file.includes("/generated/"))
    .toSorted();
}

/** @param {string} file */
const read = (file) => readFileSync(new URL(file, root), "utf8");

/** Pages that are made of texts in policies/ and src/. */
const generated = /^docs\/(?:packs\/|crosswalk\.md|operators\.md|rule-provisions\.md|claims\.md|cli\.md)/;

/** Hits in pages and in descriptions. */
function inPages() {
  const pages = [
    ...readdirSync(root).filter((file) => file.endsWith(".md")),
    ...filesIn("docs/", /\.md$/).filter((file) => !generated.test(file)),
    "examples/README.md",
    "bench/README.md",
  ];
  const described = ["action.yml", ".pre-commit-hooks.yaml", ...filesIn("schemas/", /\.json$/)];
  return [
    ...pages.flatMap((file) => wordsIn(file, proseOf(read(file)))),
    ...described.flatMap((file) =>
      read(file)
        .split("\n")
        .flatMap((one, i) => (/^\s*"?description"?:/.test(one) ? wordsIn(file, one, i + 1) : [])),
    ),
  ];
}

/** Hits in comments, texts and names of the source, of scripts, of benchmarks and of tests. */
function inSource() {
  return ["src/", "build/", "bench/", "tests/"]
    .flatMap((folder) => filesIn(folder, /\.(?:tsx?|mjs)$/))
    .filter((file) => !spelling.has(file) && !file.startsWith("bench/.build/"))
    .flatMap((file) => {
      const { prose, code } = partsOf(read(file));
      const names = code.split("\n").flatMap((one, i) =>
        [...one.matchAll(/(?<![.\w])(?:interface|type|class|function|const|let) (\w+)/g)]
          .filter(([, name = ""]) => oldNames.has(name))
          .map(([, name = ""]) => ({
            file,
            line: i + 1,
            found: name,
            instead: "the name in the vocabulary of the field",
          })),
      );
      return [...prose.flatMap(({ text, line }) => wordsIn(file, text, line)), ...names];
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const hits = [...inPages(), ...inSource()];
  for (const { file, line, found, instead } of hits)
    process.stderr.write(`${file}:${line}: \`${found}\`: write ${instead}\n`);
  if (hits.length > 0) process.exitCode = 1;
}
