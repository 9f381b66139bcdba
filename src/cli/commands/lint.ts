import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findRoot } from "../../repository/root.ts";
import { workingTree } from "../../repository/working-tree.ts";
import { createEvidenceStore } from "../../evidence/resolve.ts";
import { fileError } from "../../model/diagnostic.ts";
import { lintToConsole, lintToJson } from "../../output/lint/report.ts";
import { lintPolicies } from "../../lint/lint.ts";
import { inputType } from "../../policy/input-type.ts";
import { CAREGATE_DIR, readBundle } from "../../policy/bundle.ts";
import { type Command, UsageError, exitCodes } from "../command.ts";
import { parseAsOf, relativePrefix } from "../output.ts";
import { packageRoot } from "../../repository/package-root.ts";
import { loadPacks } from "../../workspace/packs.ts";
import { commonRoot } from "../../workspace/roots.ts";
import { createLineReader } from "../../repository/line-reader.ts";

const formats = ["console", "json"] as const;

export const lintCommand: Command = {
  summary: "check policies: mistakes, missing tests, what never applies",
  usage: `caregate lint [paths] [options]

Checks the policies and waivers under the paths (default: ${CAREGATE_DIR}): mistakes;
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
    const asOf = parseAsOf(values["as-of"], io.today);
    const named = positionals.map((path) => resolve(io.cwd, path));
    const root = named.length > 0 ? commonRoot(named) : findRoot(io.cwd);
    const tree = workingTree(root);
    const own = join(root, CAREGATE_DIR);
    const targets = named.length > 0 ? named : [own].filter(existsSync);
    const governance = await readBundle(tree);
    const linted = await lintPolicies({
      tree,
      shipped: workingTree(packageRoot()),
      targets,
      governance,
      packs: await loadPacks(),
      context: await inputType(),
      store: createEvidenceStore(tree, { keys: governance.keys }),
      asOf,
    });
    const where = relative(root, targets[0] ?? own).replaceAll("\\", "/") || ".";
    const none = fileError(where, "lint/none", "no policy was found; policies lie in .caregate/policies");
    const nothing = linted.rules === 0 && linted.diagnostics.length === 0;
    const shown = nothing ? { ...linted, diagnostics: [none] } : linted;
    const options = { color: io.color, pathPrefix: relativePrefix(root, io.cwd), line: createLineReader(tree) };
    io.write(format === "json" ? lintToJson(shown) : lintToConsole(shown, options));
    if (nothing) return exitCodes.input;
    const counted = shown.diagnostics.filter(({ severity }) => severity === "error" || strict);
    return counted.length > 0 ? exitCodes.fail : exitCodes.pass;
  },
};
