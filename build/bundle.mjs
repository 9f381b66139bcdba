// Bundles the CLI, the library and the GitHub Action into dist/, which runs with Node alone.
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { rawText } from "./raw-text.mjs";
import { writeBillOfMaterials } from "./sbom.mjs";

const root = new URL("../", import.meta.url);
const options = {
  cwd: fileURLToPath(root),
  platform: /** @type {const} */ ("node"),
  logLevel: /** @type {const} */ ("warn"),
  plugins: [rawText()],
  resolve: {
    mainFields: ["module", "main"],
    conditionNames: ["import", "node", "default"],
    // The build for browsers does the same and asks the environment nothing, token by token.
    alias: { yaml: fileURLToPath(new URL("node_modules/yaml/browser/dist/index.js", root)) },
  },
};
const minify = { compress: true, mangle: false, codegen: { removeWhitespace: true } };

rmSync(new URL("dist", root), { recursive: true, force: true });

/** Scripts, because every version of Node lets V8 keep the code of a script (src/cached-code.ts). */
const programs = await rolldown({
  ...options,
  input: {
    main: "src/cli/main.ts",
    "pool-worker": "src/engine/pool-worker.ts",
    index: "src/index.ts",
    action: "src/action.ts",
  },
});
const { output } = await programs.write({
  dir: "dist/chunks",
  format: "cjs",
  entryFileNames: "[name].cjs",
  chunkFileNames: "[name].cjs",
  // A file costs a millisecond to load, so what most commands need is in one, and the schemas are in another.
  codeSplitting: { groups: [{ name: "shared", minShareCount: 3 }] },
  minify,
});
await programs.close();

const launchers = await rolldown({ ...options, input: { cli: "src/cli.ts", worker: "src/worker.ts" } });
await launchers.write({
  dir: "dist",
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
  codeSplitting: { groups: [{ name: "launch", minShareCount: 2 }] },
  minify,
});
await launchers.close();

/** @param {string} name @param {string} text */
const write = (name, text) => writeFileSync(new URL(`dist/${name}`, root), text);
const library = output.find(({ fileName }) => fileName === "index.cjs");
const names = library?.type === "chunk" ? library.exports : [];
write("index.js", `import core from "./chunks/index.cjs";\nexport const { ${names.join(", ")} } = core;\n`);
// An import would look through the whole program for names to export before it runs it, which costs a sixth of a run.
write(
  "action.js",
  `import { createRequire } from "node:module";\ncreateRequire(import.meta.url)("./chunks/action.cjs");\n`,
);

writeBillOfMaterials(output);
// Everyone who clones the repository runs it unchanged.
chmodSync(new URL("dist/cli.js", root), 0o755);
