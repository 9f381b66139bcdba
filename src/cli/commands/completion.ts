import { UsageError } from "../../util/errors.ts";
import { quote } from "../../util/text.ts";
import { type Command, type CommandName, commandNames } from "../command.ts";
import { completionScript, shells } from "../completion.ts";
import { exitCodes } from "../exit-code.ts";
import { parseOptions } from "../parse-options.ts";

export const completionCommand: Command = {
  formats: [],
  async run(args, io) {
    const { operands } = parseOptions("completion", args, io);
    const [name, ...more] = operands;
    const shell = shells.find((one) => one === name);
    if (shell === undefined || more.length > 0)
      throw new UsageError(`name one shell: ${shells.join(", ")}${name === undefined ? "" : `, not ${quote(name)}`}`);
    const { commands } = await import("./index.ts");
    const entries = await Promise.all(commandNames.map(async (one) => [one, (await commands[one]()).formats] as const));
    io.write(completionScript(shell, Object.fromEntries(entries) as Record<CommandName, readonly string[]>));
    return exitCodes.pass;
  },
};
