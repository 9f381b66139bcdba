// Runs a process and reports what it took: seconds by the clock, seconds of processor, and megabytes at most.
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const gnuTime = "/usr/bin/time";
const knowsMemory = existsSync(gnuTime) && spawnSync(gnuTime, ["-f", "%M", "true"]).status === 0;
export const knowsCores = spawnSync("taskset", ["-c", "0", "true"]).status === 0;

/**
 * @param command what to run: `file`, `args`, and where wanted `cwd`, `env` beside the environment, and `oneCore`
 * @param output a file that takes standard output, which is a file in CI as well and not a terminal
 * @returns seconds by the clock and of processor, megabytes of the largest process (null where GNU time is missing), the
 *   exit code and the end of what was said on standard error
 */
export function measure({ file, args, cwd, env = {}, oneCore = false }, output = "/dev/null") {
  const folder = mkdtempSync(join(tmpdir(), "caregate-measure-"));
  const memory = join(folder, "memory");
  const errors = join(folder, "errors");
  const [out, err] = [openSync(output, "w"), openSync(errors, "w")];
  const prefix = [
    ...(oneCore ? ["taskset", "-c", "0"] : []),
    ...(knowsMemory ? [gnuTime, "-q", "-f", "%M", "-o", memory] : []),
  ];
  try {
    // The shell's own `time` counts processor time to the millisecond, GNU's to the hundredth of a second.
    const { status } = spawnSync(
      "bash",
      ["-c", 'TIMEFORMAT="%3R %3U %3S"; time "$@"', "bash", ...prefix, file, ...args],
      {
        cwd,
        env: { ...process.env, ...env },
        stdio: ["ignore", out, err],
      },
    );
    const said = readFileSync(errors, "utf8").trimEnd().split("\n");
    const [wall, user, system] = said.pop().split(" ").map(Number);
    const kilobytes = knowsMemory ? Number(readFileSync(memory, "utf8").trim().split("\n").pop()) : Number.NaN;
    return {
      wall,
      processor: user + system,
      megabytes: Number.isNaN(kilobytes) ? null : kilobytes / 1024,
      status,
      said: said.slice(-5).join("\n"),
    };
  } finally {
    closeSync(out);
    closeSync(err);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The value at a share of the way from the least to the greatest, between two where it falls there; NaN of none. */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  return sorted.length === 0 ? Number.NaN : low + (sorted[Math.ceil(place)] - low) * (place % 1);
}

export const median = (values) => quantile(values, 0.5);
