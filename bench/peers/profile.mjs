// Where a run of caregate spends its time: self time of every module, read from a CPU profile of a bundle that is built
// like dist/, but with a map from its code to the sources.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { SourceMap } from "node:module";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { rawText } from "../../build/raw-text.mjs";

const TOP = 15;

async function mappedBundle(root) {
  const options = {
    cwd: root,
    platform: "node",
    logLevel: "warn",
    plugins: [rawText()],
    resolve: {
      mainFields: ["module", "main"],
      conditionNames: ["import", "node", "default"],
      alias: { yaml: join(root, "node_modules/yaml/browser/dist/index.js") },
    },
  };
  const dir = join(root, "bench/.build/mapped");
  const written = async (input, output) => {
    const bundle = await rolldown({ ...options, input });
    await bundle.write({ sourcemap: true, ...output });
    await bundle.close();
  };
  const launchers = { cli: "src/cli.ts", worker: "src/worker.ts" };
  await written(launchers, { dir, format: "esm", cleanDir: true, entryFileNames: "[name].js" });
  const programs = { main: "src/cli/main.ts", "pool-worker": "src/engine/pool-worker.ts" };
  const names = { entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs" };
  await written(programs, { dir: join(dir, "chunks"), format: "cjs", ...names });
  return join(dir, "cli.js");
}

/** The module that a place of the bundle comes from, such as `src/logic` or `yaml`. */
function moduleOf(source) {
  const [, dependency] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source) ?? [];
  return (
    dependency ??
    source
      .split("/")
      .slice(0, source.startsWith("src/") ? 2 : 1)
      .join("/")
  );
}

function sourceOf(root, maps, { url, lineNumber, columnNumber, functionName }) {
  if (functionName === "(garbage collector)") return { module: "garbage collection", place: functionName };
  if (functionName === "(idle)" || functionName === "(root)") return null;
  // A program is a script, which is named by its path.
  const isOurs = url.startsWith("file:") || isAbsolute(url);
  if (!isOurs)
    return {
      module: functionName === "(program)" ? "node itself, native code" : "node's own modules",
      place: functionName,
    };
  const file = isAbsolute(url) ? url : fileURLToPath(url);
  if (!maps.has(file))
    maps.set(file, existsSync(`${file}.map`) ? new SourceMap(JSON.parse(readFileSync(`${file}.map`, "utf8"))) : null);
  const { originalSource } = maps.get(file)?.findEntry(lineNumber, columnNumber) ?? {};
  if (!originalSource) return { module: "bundle", place: functionName };
  const source = relative(root, resolve(file, "..", originalSource));
  return {
    module: moduleOf(source),
    place: `${functionName || "(anonymous)"} in ${source.replace(/^node_modules\//, "")}`,
  };
}

/**
 * @param command a run of caregate
 * @returns shares of self time, greatest first, by module and by function, of all threads together
 */
export async function profile(root, command) {
  const cli = await mappedBundle(root);
  const folder = mkdtempSync(join(tmpdir(), "caregate-profile-"));
  try {
    const args = ["--cpu-prof", "--cpu-prof-dir", folder, cli, ...command.args.slice(1)];
    spawnSync(command.file, args, { cwd: command.cwd, stdio: "ignore" });
    const [modules, places, maps] = [new Map(), new Map(), new Map()];
    let total = 0;
    for (const file of readdirSync(folder)) {
      const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(folder, file), "utf8"));
      const frames = new Map(nodes.map(({ id, callFrame }) => [id, sourceOf(root, maps, callFrame)]));
      for (const [i, sample] of samples.entries()) {
        const source = frames.get(sample);
        if (!source) continue;
        total += timeDeltas[i];
        modules.set(source.module, (modules.get(source.module) ?? 0) + timeDeltas[i]);
        places.set(source.place, (places.get(source.place) ?? 0) + timeDeltas[i]);
      }
    }
    const top = (times) =>
      [...times]
        .toSorted((a, b) => b[1] - a[1])
        .slice(0, TOP)
        .map(([name, time]) => ({ name, share: time / total }));
    return { seconds: total / 1e6, modules: top(modules), functions: top(places) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
