// What is measured: the floors, caregate, and the peers that are there.
import { join } from "node:path";

export const asOf = "2026-11-22";
const LARGE = 1000;

/** caregate over a folder below one of the two roots of the manifests. */
export const caregate = (root, folder, governed, input) => ({
  file: process.execPath,
  args: [join(root, "dist/cli.js"), "check", input, "--as-of", asOf, "--format", "json"],
  cwd: join(folder, governed),
});

/**
 * @param folder of the manifests
 * @param peers the peers that are there, each with where it lies
 * @returns everything to measure; `codes` are the exit codes of a run that did its work, `at` says where it is measured
 */
export function subjects(root, folder, parse, peers) {
  const node = (args) => ({ file: process.execPath, args, cwd: join(folder, "rules") });
  const oneCore = ({ format, size }) => format === "yaml" && size === LARGE;
  const own = (governed) => (input) => caregate(root, folder, governed, input);
  return [
    { id: "node", label: "`node -e 0`", codes: [0], at: ({ size }) => size === 1, command: () => node(["-e", "0"]) },
    { id: "parse", label: "bare `yaml` parse", codes: [0], command: (input) => node([parse, input]) },
    { id: "caregate", label: "**caregate, 20 rules**", codes: [0, 1], command: own("rules"), verdicts: ownVerdicts },
    ...peers.map(({ tool, folder: installed }) => ({
      id: tool.name,
      label: `${tool.name} (${tool.language})`,
      codes: tool.codes,
      command: (input) => ({ cwd: join(folder, "rules"), ...tool.run(installed, input, join(folder, "rules")) }),
      verdicts: tool.verdicts,
    })),
    { id: "packs", label: "**caregate, all packs**", codes: [0, 1], command: own("packs") },
    {
      id: "parse-1",
      label: "bare `yaml` parse, one core",
      codes: [0],
      at: oneCore,
      command: (input) => ({ ...node([parse, input]), oneCore: true }),
    },
    {
      id: "packs-1",
      label: "**caregate, all packs, one core**",
      codes: [0, 1],
      at: oneCore,
      command: (input) => ({ ...own("packs")(input), oneCore: true }),
    },
  ];
}

function ownVerdicts(text) {
  const found = new Map();
  for (const { rule, outcome, manifest } of JSON.parse(text).findings) {
    if (outcome !== "fail" && outcome !== "unknown") continue;
    const name = manifest.file.replace(/^.*\/|\.\w+$/g, "");
    found.set(name, (found.get(name) ?? new Set()).add(rule.replace(/^bench\//, "")));
  }
  return found;
}
