import { resolve } from "node:path";
import { listRules } from "../../engine/rules.ts";
import { rulesConsole, rulesCrosswalk, rulesJson, rulesMarkdown, rulesStats } from "../../output/rules/list.ts";
import type { Command } from "../command.ts";
import { exitCodeFor } from "../exit-code.ts";
import { namesOf, writeWarnings } from "../output.ts";
import { parseOptions } from "../parse-options.ts";

const formats = { console: rulesConsole, json: rulesJson, markdown: rulesMarkdown };

export const rulesCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const { options, operands } = parseOptions("rules", args, io, namesOf(formats));
    const { pack, cites, jurisdiction, severity, format, stats, crosswalk } = options;
    const { rules, diagnostics } = await listRules({
      cwd: resolve(io.cwd, operands[0] ?? "."),
      asOf: io.today,
      filter: { pack, cites, jurisdiction, severity },
    });
    const render = stats ? rulesStats : crosswalk ? rulesCrosswalk : formats[format];
    io.write(await render(rules));
    writeWarnings(diagnostics, io);
    return exitCodeFor(diagnostics, true);
  },
};
