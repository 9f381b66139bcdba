// Bundles the CLI, the library and the GitHub Action into dist/, which runs with Node alone.
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { rawText } from "./raw-text.mjs";
import { writeBillOfMaterials } from "./sbom.mjs";

const root = new URL("../", import.meta.url);

const bundle = await rolldown({
  cwd: fileURLToPath(root),
  input: { cli: "src/cli.ts", index: "src/index.ts", action: "src/action.ts", worker: "src/worker.ts" },
  platform: "node",
  logLevel: "warn",
  plugins: [rawText()],
  resolve: {
    mainFields: ["module", "main"],
    conditionNames: ["import", "node", "default"],
    // The build for browsers does the same and asks the environment nothing, token by token.
    alias: { yaml: fileURLToPath(new URL("node_modules/yaml/browser/dist/index.js", root)) },
  },
});
const { output } = await bundle.write({
  dir: "dist",
  format: "esm",
  cleanDir: true,
  entryFileNames: "[name].js",
  chunkFileNames: "chunks/[name].js",
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
});
await bundle.close();
writeBillOfMaterials(output);
// Everyone who clones the repository runs it unchanged.
chmodSync(new URL("dist/cli.js", root), 0o755);
