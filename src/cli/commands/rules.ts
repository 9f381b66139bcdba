import { resolve } from "node:path";
import { listDueRules, listRules } from "../../engine/rules.ts";
import { dueJson, dueLines, duePage } from "../../output/rules/due.ts";
import { rulesConsole, rulesCrosswalk, rulesJson, rulesMarkdown, rulesStats } from "../../output/rules/list.ts";
import { UsageError } from "../../util/errors.ts";
import type { Command } from "../command.ts";
import { exitCodeFor } from "../exit-code.ts";
import { namesOf, writeWarnings } from "../output.ts";
import { parseOptions } from "../parse-options.ts";

const formats = { console: rulesConsole, json: rulesJson, markdown: rulesMarkdown };
const dueFormats = { console: dueLines, json: dueJson, markdown: duePage };

export const rulesCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const { options, operands, given } = parseOptions("rules", args, io, namesOf(formats));
    const { pack, cites, jurisdiction, severity, asOf, due, days, format, stats, crosswalk } = options;
    if (given.has("days") && !due) throw new UsageError("--days goes with --due");
    const filter = { pack, cites, jurisdiction, severity };
    const request = { cwd: resolve(io.cwd, operands[0] ?? "."), asOf, filter };
    const catalog = due ? await listDueRules({ ...request, days }) : await listRules(request);
    const rules = "due" in catalog ? catalog.due.map(({ rule }) => rule) : catalog.rules;
    const summary = stats ? rulesStats : crosswalk ? rulesCrosswalk : undefined;
    if (summary) io.write(summary(rules));
    else if ("due" in catalog) io.write(dueFormats[format](catalog.due, catalog));
    else io.write(await formats[format](rules, asOf));
    writeWarnings(catalog.diagnostics, io);
    return exitCodeFor(catalog.diagnostics, true);
  },
};
