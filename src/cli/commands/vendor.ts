import { type VendorResult, planVendoring, writeVendored } from "../../engine/vendor.ts";
import { vendoringToConsole } from "../../output/edit/vendor.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { renderAndWrite, writeWarnings } from "../output.ts";
import { parseOptions } from "../parse-options.ts";
import { createProgress } from "../progress.ts";

const isComplete = ({ sets, diagnostics }: VendorResult): boolean =>
  diagnostics.length === 0 && sets.every(({ state }) => state !== "refused");

export const vendorCommand: Command = {
  formats: [],
  async run(args, io) {
    const { options } = parseOptions("vendor", args, io);
    const progress = createProgress("files");
    const result = await planVendoring({ cwd: io.cwd, asOf: options.asOf, onProgress: progress.tell });
    progress.clear();
    const isHeld = result.change?.loosened === true && !options.accept;
    const isWritten = result.change !== undefined && isComplete(result) && !isHeld && !options.check;
    if (isWritten) writeVendored(result);
    await renderAndWrite({ io, files: result }, (render) => vendoringToConsole(result, isWritten, render));
    writeWarnings(result.diagnostics, io);
    if (!isComplete(result)) return exitCodes.input;
    if (isHeld && !options.check)
      io.warn("this loosens rules, and nothing was written: caregate vendor --accept takes it\n");
    return isWritten || result.change === undefined ? exitCodes.pass : exitCodes.fail;
  },
};
