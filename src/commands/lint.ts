import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findRoot } from "../documents/root.ts";
import { workingTree } from "../documents/working-tree.ts";
import { createEvidenceStore } from "../evidence/resolve.ts";
import { fileError } from "../model/diagnostic.ts";
import { lintToConsole, lintToJson } from "../lint/report.ts";
import { lint } from "../lint/run.ts";
import { contextType } from "../policy/context-type.ts";
import { GOVERNANCE, readGovernance } from "../policy/governance.ts";
import { type Command, UsageError, exitCodes } from "./command.ts";
import { dateOf, prefixTo, lineReader } from "./output.ts";
import { loadPacks, packageRoot } from "./packs.ts";
import { commonRoot } from "./roots.ts";

const formats = ["console", "json"] as const;

export const lintCommand: Command = {
  summary: "check policies: mistakes, missing tests, what never applies",
  usage: `caregate lint [paths] [options]

Checks the policies and waivers under the paths (default: ${GOVERNANCE}): mistakes;
rules that never apply, never pass or always pass, that ask the same or
contradict each other; tests and texts that are missing; waivers that expire
within 30 days.

  --strict          warnings count as errors
  --as-of DATE      the date that waivers are looked at (default: today, UTC)
  --format FORMAT   ${formats.join(", ")} (default: console)

exit codes: 0 no error, 1 errors, 2 bad usage, no policy too, 3 internal error
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        strict: { type: "boolean", default: false },
        "as-of": { type: "string" },
        format: { type: "string", default: "console" },
      },
    });
    const { strict, format } = values;
    if (!formats.some((known) => known === format))
      throw new UsageError(`--format takes one of ${formats.join(", ")}, not \`${format}\``);
    const asOf = dateOf(values["as-of"], io.today);
    const named = positionals.map((path) => resolve(io.cwd, path));
    const root = named.length > 0 ? commonRoot(named) : findRoot(io.cwd);
    const tree = workingTree(root);
    const own = join(root, GOVERNANCE);
    const targets = named.length > 0 ? named : [own].filter(existsSync);
    const governance = await readGovernance(tree);
    const linted = await lint({
      tree,
      shipped: workingTree(packageRoot()),
      targets,
      governance,
      packs: await loadPacks(),
      context: await contextType(),
      store: createEvidenceStore(tree, { keys: governance.keys }),
      asOf,
    });
    const where = relative(root, targets[0] ?? own).replaceAll("\\", "/") || ".";
    const none = fileError(where, "lint/none", "no policy was found; policies lie in .caregate/policies");
    const nothing = linted.rules === 0 && linted.diagnostics.length === 0;
    const shown = nothing ? { ...linted, diagnostics: [none] } : linted;
    const options = { color: io.color, pathPrefix: prefixTo(root, io.cwd), line: lineReader(tree) };
    io.write(format === "json" ? lintToJson(shown) : lintToConsole(shown, options));
    if (nothing) return exitCodes.input;
    const counted = shown.diagnostics.filter(({ severity }) => severity === "error" || strict);
    return counted.length > 0 ? exitCodes.fail : exitCodes.pass;
  },
};
