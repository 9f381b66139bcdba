import { resolve } from "node:path";
import { verifyReport } from "../../engine/verify.ts";
import { verificationConsole } from "../../output/verify/console.ts";
import { UsageError } from "../../util/errors.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { parseOptions } from "../parse-options.ts";
import { readInput } from "../read-input.ts";

/** Bytes that no record exceeds. */
const RECORD_LIMIT = 512 * 1024 * 1024;

export const verifyCommand: Command = {
  formats: [],
  async run(args, io) {
    const { options, operands } = parseOptions("verify", args, io);
    const [file, ...more] = operands;
    if (file === undefined || more.length > 0) throw new UsageError("name one record to verify");
    const bytes = readInput(file, io.cwd, RECORD_LIMIT);
    const verified = await verifyReport(bytes, { cwd: io.cwd, name: resolve(io.cwd, file), ref: options.ref });
    io.write(verificationConsole(file, verified));
    return verified.identical ? exitCodes.pass : exitCodes.fail;
  },
};
