import { explain } from "../../engine/explain.ts";
import { explainFinding, explainRule } from "../../output/rules/explanation.ts";
import { UsageError } from "../../util/errors.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { renderAndWrite } from "../output.ts";
import { parseOptions } from "../parse-options.ts";

export const explainCommand: Command = {
  formats: [],
  async run(args, io) {
    const { options, operands } = parseOptions("explain", args, io);
    const [name, ...more] = operands;
    if (name === undefined || more.length > 0) throw new UsageError("name one rule, or the fingerprint of a finding");
    const explanation = await explain({ cwd: io.cwd, asOf: options.asOf, name });
    await renderAndWrite({ io, files: explanation }, (render) =>
      explanation.kind === "rule" ? explainRule(explanation.rule, render) : explainFinding(explanation.finding, render),
    );
    return exitCodes.pass;
  },
};
