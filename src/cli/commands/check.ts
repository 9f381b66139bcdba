import { resolve } from "node:path";
import { check } from "../../engine/check.ts";
import type { CacheOptions } from "../../engine/options.ts";
import { resultCacheFolder } from "../../engine/result-cache.ts";
import type { PagePart } from "../../output/format.ts";
import { type FormatName, detailFor, formats, textOf } from "../../output/report/index.ts";
import { shardConsole } from "../../output/report/shard.ts";
import { briefFormats } from "../../output/report/brief.ts";
import { oneLine } from "../../output/text/snippet.ts";
import { UsageError } from "../../util/errors.ts";
import { readDisplay } from "../brief.ts";
import type { Command, Io } from "../command.ts";
import { exitCodeOf, exitCodes } from "../exit-code.ts";
import { listenForInterrupt } from "../interrupt.ts";
import { namesOf, renderAndWrite, writeOutput } from "../output.ts";
import { type CommandLine, parseOptions } from "../parse-options.ts";
import { createProgress } from "../progress.ts";
import { tuneForFiles } from "../v8-flags.ts";
import { type WatchRun, watchFiles, watchedPaths } from "../watch.ts";

function rejectCombinations({ options, given }: CommandLine<"check", FormatName>): void {
  if (options.shard && (given.has("format") || options.all))
    throw new UsageError("--format and --all do not go with --shard: give them to `caregate merge`");
  if (options.watch && (options.shard || options.output !== undefined || options.ref !== undefined))
    throw new UsageError(
      "--watch checks the working tree and writes to the terminal: leave --ref, --output and --shard out",
    );
  if (options.at !== undefined && (options.base !== undefined || given.has("asOf") || options.watch))
    throw new UsageError("--at says the commit and the date: leave --base, --watch and another date out");
  if (options.history && options.format !== "html") throw new UsageError("--history goes with --format html");
}

/** The cache that the options ask for. A change is decided from kept results only where their folder is named. */
function cacheOf(
  { cache, base }: CommandLine<"check", FormatName>["options"],
  { cwd, warn }: Io,
): CacheOptions | undefined {
  if (cache === undefined) return undefined;
  if (cache !== "") return { folder: resolve(cwd, cache) };
  if (base !== undefined) {
    warn("caregate: --cache is off with --base: name the folder to use it, --cache=DIR\n");
    return undefined;
  }
  const folder = resultCacheFolder(process.env, cwd);
  if (folder === undefined)
    throw new UsageError("there is no folder of yours outside the checkout: name one, --cache=DIR");
  return { folder };
}

/** The parts of the page about the history of a repository. */
async function readHistory(
  cwd: string,
  { ref, asOf, toHead }: { readonly ref: string | undefined; readonly asOf: string; readonly toHead: boolean },
): Promise<{ parts: readonly PagePart[]; partial: boolean }> {
  const { repositoryHistory } = await import("../../engine/history.ts");
  const { historyParts, noHistory } = await import("../../output/history/html.tsx");
  const { signal, done } = listenForInterrupt();
  const progress = createProgress("commits");
  const history = await repositoryHistory({ cwd, ref, asOf, toHead, signal, onProgress: progress.tell });
  progress.clear();
  done();
  if ("missing" in history) return { parts: noHistory(history.missing), partial: false };
  const { policies, violations } = history;
  return { parts: historyParts(policies, violations), partial: policies.partial || violations.partial };
}

/** The commit and the date to check; of a day, with a line that says which commit that is. */
async function stateOf(
  { options: { ref, asOf, at } }: CommandLine<"check", FormatName>,
  { cwd, warn }: Io,
): Promise<{ readonly ref: string | undefined; readonly asOf: string }> {
  if (at === undefined) return { ref, asOf };
  const { commitOfDay } = await import("../../engine/commit-of-day.ts");
  const { commit, day, subject, next } = commitOfDay({ cwd, asOf: at }, ref);
  const until = next === undefined ? "its last commit" : `the next one is of ${next}`;
  warn(`caregate: ${ref ?? "HEAD"} on ${at} is ${commit.slice(0, 10)} of ${day} (${oneLine(subject)}); ${until}\n`);
  return { ref: commit, asOf: at };
}

export const checkCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const line = parseOptions("check", args, io, namesOf(formats));
    rejectCombinations(line);
    const { format, output, all, shard, threads, base, failOn, watch } = line.options;
    const { ref, asOf } = await stateOf(line, io);
    const toHead = !line.given.has("asOf") && line.options.at === undefined;
    const { brief, isShown } = readDisplay(line.options);
    const progress = createProgress("files");
    const request = {
      cwd: io.cwd,
      targets: line.operands,
      asOf,
      base,
      ref,
      failOn,
      threads: io.thread && { program: io.thread, ...(threads === undefined ? {} : { most: threads }) },
      cache: cacheOf(line.options, io),
      onProgress: progress.tell,
      onDiscovered: tuneForFiles,
    };
    if (shard) {
      const { checkShard } = await import("../../engine/shard/check-shard.ts");
      const part = await checkShard(request, shard);
      progress.clear();
      writeOutput(output, part.text, io);
      if (output !== undefined) io.write(shardConsole(part.report, shard));
      return exitCodeOf(part.report);
    }
    const run = async (): Promise<WatchRun<number>> => {
      const result = await check({ ...request, detail: detailFor(format, all) });
      progress.clear();
      const history = line.options.history ? await readHistory(result.root, { ref, asOf, toHead }) : undefined;
      await renderAndWrite({ io, output, files: result }, (render) => {
        const shown = { ...render, all, isShown, ...(history ? { history: history.parts } : {}) };
        return brief ? briefFormats[brief](result.report, shown) : textOf(format, result.report, shown);
      });
      const code = history?.partial === true ? exitCodes.input : exitCodeOf(result.report);
      return { result: code, read: watch ? watchedPaths(result.root) : [] };
    };
    return watch ? watchFiles([], run) : (await run()).result;
  },
};
