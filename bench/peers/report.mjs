// docs/performance.md, from a result.
import { median, quantile } from "../measure.mjs";

const LABELS = {
  node: "`node -e 0`",
  parse: "bare `yaml` parse",
  "parse-1": "bare `yaml` parse, one core",
  caregate: "**caregate, 20 rules**",
  packs: "**caregate, all packs**",
  "packs-1": "**caregate, all packs, one core**",
};
const labelOf = (id) => LABELS[id] ?? id;

/** What was looked into by hand, once; the numbers are of the day that the text names. */
const REASONS = `Analysed on 2026-11-22, on the machine above.

- *One manifest.* \`node -e 0\` takes 73 ms and a bare parse of the file 145 ms. The target of 110 ms is not possible with \`yaml\`, whose parser starts cold in each run. A manifest with its 20 evidence files takes about 400 ms of processor time: Node 85, loading the code 62, reading evidence 110 (parsing and validators), the settings 43, the compiled packs 11, parsing the manifest 18, validating it 20, computing facts 27, evaluating 226 rules 50. Most of this code runs for the first time. On Node 20 the optimising compiler took another 140 ms until a flag delayed it (\`src/cli/v8-flags.ts\`). Newer versions delay it themselves and keep compiled code.
- *1,000 manifests by the bare parse.* \`yaml\` takes about 40 % of the run and is 1 in this ratio by definition. The rest is: facts, which are computed even if no rule reads them, the 226 rules, json-logic-js, which confirms every pass, and the findings, which are explained and written. The ratio was 3.32 before shared evidence was evaluated only once.
- *Two cores by one.* Two independent runs on one core each take 14.1 seconds in parallel, and one alone takes 10.5 to 11.7 seconds. The machine therefore gives two processes 1.5 to 1.7 times the work of one. Threads reach 1.56. The helper threads of V8 (garbage collection, compilation) also use the second core when only one thread evaluates.
- *Peers.* conftest, OPA and cfn-guard are compiled programs. conftest and OPA take less time in total than a bare parse with \`yaml\`. caregate cannot be faster while it uses \`yaml\`. It is faster than cfn-guard at 10 000 manifests. These tools check the same 20 rules and read no evidence. The tables below show what each does with absent values.`;

const digits = (value, count = 2) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(count);
const count = (number) => number.toLocaleString("en-GB");
const row = (cells) => `| ${cells.join(" | ")} |`;
const table = (head, rows) =>
  [row(head), row(head.map((_, i) => (i === 0 ? "---" : "--:"))), ...rows.map(row)].join("\n");
const wall = (taken) => taken.wall;

/** Ratios of two subjects, round by round. */
function ratios(runs, a, b, of = wall) {
  const [over, under] = [runs[a], runs[b]];
  return over && under ? over.slice(0, under.length).map((taken, i) => of(taken) / of(under[i])) : [];
}

/** The ratio by the clock, and by what the processor did, which other work on the machine disturbs less. */
function both(runs, a, b) {
  const [clock, processor] = [wall, ({ processor: seconds }) => seconds].map((of) => ratios(runs, a, b, of));
  return clock.length > 0 ? `${digits(median(clock))} (${digits(median(processor))})` : "";
}

function timesOf({ format, size, runs, left }) {
  const floor = runs.node ? "node" : "parse";
  const rows = Object.entries(runs).map(([id, taken]) => {
    const walls = taken.map(wall);
    const megabytes = taken.flatMap(({ megabytes: most }) => (most === null ? [] : [most]));
    return [
      labelOf(id),
      digits(median(walls), 3),
      walls.length > 2 ? `${digits(quantile(walls, 0.25), 3)} to ${digits(quantile(walls, 0.75), 3)}` : "",
      digits(median(taken.map(({ processor }) => processor)), 3),
      megabytes.length > 0 ? median(megabytes).toFixed(0) : "",
      both(runs, id, id.endsWith("-1") ? "parse-1" : floor),
      LABELS[id] ? "" : both(runs, "caregate", id),
    ];
  });
  const rounds = Math.max(...Object.values(runs).map(({ length }) => length));
  const head = [
    "",
    "seconds",
    "quartiles",
    "of processor",
    "MB at most",
    `by ${labelOf(floor)}`,
    "caregate, 20 rules, by it",
  ];
  const missing = left.map(({ subject, why }) => `${labelOf(subject)} ${why}`);
  return [
    `### ${size === 1 ? "One manifest" : `${count(size)} manifests`}, ${format === "yaml" ? "YAML" : "JSON"} (${rounds} ${rounds === 1 ? "round" : "rounds"})`,
    table(head, rows),
    ...(missing.length > 0 ? [`Left out: ${missing.join("; ")}.`] : []),
  ].join("\n\n");
}

function targets(results) {
  const at = (size) => results.find((one) => one.format === "yaml" && one.size === size)?.runs ?? {};
  const by = (size, a, b) => [median(ratios(at(size), a, b)), both(at(size), a, b)];
  const megabytes = (at(10_000).packs ?? []).flatMap(({ megabytes: most }) => (most === null ? [] : [most]));
  const rows = [
    ["one manifest, all packs, by `node -e 0`", "at most 1.5", by(1, "packs", "node"), (value) => value <= 1.5],
    [
      "1,000 manifests, all packs, by the bare parse, one core",
      "at most 1.3",
      by(1000, "packs-1", "parse-1"),
      (value) => value <= 1.3,
    ],
    [
      "1,000 manifests, all packs, one core by all cores",
      "at least 1.7",
      by(1000, "packs-1", "packs"),
      (value) => value >= 1.7,
    ],
    [
      "10,000 manifests, all packs, MB at most",
      "at most 300",
      [median(megabytes), digits(median(megabytes))],
      (value) => value <= 300,
    ],
  ].map(([what, target, [value, shown], holds]) => [
    what,
    target,
    ...(Number.isNaN(value) ? ["not measured", ""] : [shown, holds(value) ? "met" : "missed"]),
  ]);
  return table(["", "target", "measured", "by the clock"], rows);
}

const peersOf = (runs) => Object.keys(runs).filter((id) => !LABELS[id]);

function faster(results) {
  const rows = results
    .filter(({ size, runs }) => size >= 100 && runs.caregate)
    .map(({ format, size, runs }) => {
      const by = (id) => median(ratios(runs, "caregate", id));
      const list = (some, told) => some.map((id) => `${id} ${told(id)}`).join(", ") || "none";
      const [quick, slow] = [(id) => by(id) > 1, (id) => by(id) <= 1].map((which) => peersOf(runs).filter(which));
      return [
        `${count(size)}, ${format.toUpperCase()}`,
        list(quick, (id) => both(runs, "caregate", id)),
        list(slow, (id) => both(runs, id, "caregate")),
      ];
    });
  return table(["manifests", "faster than caregate with 20 rules, times", "slower, times"], rows);
}

/** The peers that no program which parses by `yaml` can reach. */
function beyond(results) {
  const cases = results.filter(({ size, runs }) => size >= 100 && runs.parse);
  const quick = cases.map(({ format, size, runs }) => {
    const names = peersOf(runs).filter((id) => median(ratios(runs, id, "parse")) < 1);
    return names.length > 0 ? `${names.join(", ")} on ${count(size)} manifests in ${format.toUpperCase()}` : "";
  });
  const told = quick.filter(Boolean).join("; ");
  return told ? [`These take less time in total than the bare parse alone: ${told}.`] : [];
}

function outcomesOf(outcomes) {
  const rows = Object.entries(outcomes).map(([id, one]) => [
    labelOf(id),
    `${one.violationsFound} of ${one.violations}`,
    `${one.holesFound} of ${one.holes}`,
    one.falseAlarms,
    `${one.wavedThrough} of ${one.manifestsWithHoles}`,
  ]);
  return table(["", "violations found", "holes flagged", "false alarms", "manifests with a hole that pass"], rows);
}

/** Which rules a tool keeps silent about although something they need is missing. */
function missedOf(outcomes) {
  const rules = [...new Set(Object.values(outcomes).flatMap(({ missed }) => Object.keys(missed)))].toSorted();
  const ids = Object.keys(outcomes).filter((id) => Object.keys(outcomes[id].missed).length > 0);
  const sum = (defects) => (defects ? Object.values(defects).reduce((a, b) => a + b, 0) : "");
  return table(
    ["rule", ...ids.map(labelOf)],
    rules.map((rule) => [rule, ...ids.map((id) => sum(outcomes[id].missed[rule]))]),
  );
}

const alarmsOf = (outcomes) =>
  Object.entries(outcomes).flatMap(([id, { alarms }]) =>
    Object.entries(alarms).map(
      ([rule, defects]) =>
        `- ${labelOf(id)} flags \`${rule}\` where only this is wrong: ${Object.entries(defects)
          .map(([defect, times]) => `${defect === "null" ? "nothing" : `\`${defect}\``} (${times})`)
          .join(", ")}.`,
    ),
  );

const WHY = {
  conftest:
    'A denial in the style of its documentation, `input.x > 365`, does not fire if the value is undefined. Neither does `not input.x in allowed`, because the arguments of a call are read outside the negation. `not input.x`, `not input.x == "all"` and `not stoppable` do fire. An empty value is null. Null is neither false nor undefined, and it sorts before every number.',
  OPA: "The same Rego as for conftest, with the same verdicts.",
  "cfn-guard":
    "A clause with a missing or empty value fails. Conditions let holes pass: `when` skips a rule if the value of its condition is missing, and a filter drops an element without the filtered field.",
  Kyverno:
    "CEL does not read missing values and does not compare null with a number. The policy ends in an error. This counts as flagged here, because the command exits with 1. An empty value passes if the rule only requires that it differs from an empty text. Kyverno compiles the policies again for each manifest.",
  Spectral:
    "`schema` and `truthy` on a named field flag a missing value. `enumeration` and `falsy` do not. A JSONPath without a match checks nothing. A filter on a missing value does not match, and neither does `if` in a schema.",
  Checkov:
    "Its YAML policies do not check plain YAML or JSON. Its checks in Python do, and their author decides about missing values. The checks here follow Checkov's own base classes. A missing list passes, because a loop over it finds nothing, and so does a condition with a missing value.",
};

function profileOf({ size, seconds, modules, functions }) {
  const rows = (list) =>
    list.map(({ name, share }) => [name.includes(" in ") ? `\`${name}\`` : name, `${(share * 100).toFixed(1)} %`]);
  return [
    `caregate with 20 rules on ${count(size)} manifests in YAML, ${digits(seconds)} seconds under the profiler, self time:`,
    table(["module", "share"], rows(modules)),
    table(["function", "share"], rows(functions)),
  ].join("\n\n");
}

/** The page that shows a result. */
export function page({ date, load, commit, machine, versions, absent, bytes, compared, results, outcomes, profile }) {
  const [format, shown] = Object.entries(outcomes)[0] ?? [];
  const same =
    outcomes.yaml &&
    outcomes.json &&
    Object.keys(outcomes.json).every((id) => JSON.stringify(outcomes.yaml[id]) === JSON.stringify(outcomes.json[id]));
  const why = Object.keys(shown ?? {}).flatMap((id) => (WHY[id] ? [`- **${id}**: ${WHY[id]}`] : []));
  return `${[
    "# Performance",
    "`node bench/peers.mjs --write` writes this page from one run. *Why targets are missed* was written by hand.",
    `Measured ${date} at ${commit}: ${machine.processor}, ${machine.cores} cores, ${machine.gigabytes} GB, ${machine.system}, Node ${machine.node}, yaml ${machine.yaml}${load === undefined ? "" : `, at a median load of ${digits(load)} (the bench itself causes 1 to 2)`}. ${Object.entries(
      versions,
    )
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}.${absent.map(({ name, why: reason }) => ` ${name} is absent: ${reason}.`).join("")}`,
    `The manifests are four of the examples, varied by a seed, with a median size of ${digits(bytes / 1000)} kB. Of every five, three pass, one violates one of 20 rules, and one lacks a value that a rule needs. The rules are in \`bench/peers/rules/\`, in the language of each tool and in the style of its documentation: presence, limits, lists of values, every and some element of a list, and values that depend on each other. Each tool writes its JSON report to a file. caregate with all packs checks the same manifests with their evidence. The tools run in turn. Seconds are medians. Ratios are computed per round, by the clock and, in brackets, by processor time, which depends less on other work on the machine. Memory is that of the largest process.`,
    "## Targets",
    targets(results),
    "Against the peers, by the clock and in brackets by the processor:",
    faster(results),
    ...beyond(results),
    "## Why targets are missed",
    REASONS,
    "## Verdicts",
    ...(shown
      ? [
          `Of ${count(compared)} manifests, or as many as a tool ran on${same ? ", in YAML and JSON alike" : ` in ${format.toUpperCase()}`}. The faults were put in on purpose: *violations* are violated rules, *holes* are rules that are undecided because a value is absent or empty.`,
          outcomesOf(shown),
          ...(same || !outcomes.json ? [] : ["In JSON:", outcomesOf(outcomes.json)]),
          "Holes that a tool did not report, by rule:",
          missedOf(shown),
          ...(alarmsOf(shown).length > 0 ? [alarmsOf(shown).join("\n")] : []),
          why.join("\n"),
          "With each of these tools, rules that test every value before they use it would find the holes. The table shows what happens without these tests.",
        ]
      : []),
    "## Times",
    ...results.map(timesOf),
    ...(profile ? ["## Where the time goes", profileOf(profile)] : []),
  ].join("\n\n")}\n`;
}
