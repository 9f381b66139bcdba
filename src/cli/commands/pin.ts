import { type PinResult, pinEvidence } from "../../engine/pin.ts";
import { writeFileChanges } from "../../engine/repository.ts";
import { pinsToConsole, pinsToJson } from "../../output/edit/pin.ts";
import { plural } from "../../util/text.ts";
import type { Command, Io } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { namesOf, renderAndWrite, writeWarnings } from "../output.ts";
import { parseOptions } from "../parse-options.ts";
import { confirm } from "../prompt.ts";

const formats = { console: pinsToConsole, json: pinsToJson };

const heldOf = ({ pins }: PinResult): number => pins.filter(({ state }) => state === "reviewed").length;

/** Asks on a terminal whether to pin again what a committee has reviewed. */
async function isConfirmed(held: number, io: Io): Promise<boolean> {
  if (held === 0 || !io.input) return false;
  io.warn(`A committee reviewed ${plural(held, "piece")} of evidence that has changed since.\n`);
  return confirm(io.input, io.warn, "Was the new content reviewed, too?");
}

export const pinCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const { options, operands } = parseOptions("pin", args, io, namesOf(formats));
    const request = { cwd: io.cwd, asOf: io.today, targets: operands };
    let result = await pinEvidence({ ...request, reviewed: options.reviewed });
    if (!options.check && (await isConfirmed(heldOf(result), io)))
      result = await pinEvidence({ ...request, reviewed: true });
    if (!options.check) writeFileChanges(result);
    const text = formats[options.format];
    await renderAndWrite({ io, files: result }, (render) => text(result.pins, !options.check, render));
    if (heldOf(result) > 0) io.warn("pin again what a committee has reviewed: caregate pin --reviewed\n");
    writeWarnings(result.diagnostics, io);
    const isRead = result.pins.every(({ state }) => state !== "unreadable");
    if (!isRead || result.diagnostics.some(({ severity }) => severity === "error")) return exitCodes.input;
    const isOpen = heldOf(result) > 0 || (options.check && result.changes.length > 0);
    return isOpen ? exitCodes.fail : exitCodes.pass;
  },
};
