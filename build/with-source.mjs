import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { rawText } from "./raw-text.mjs";

const root = new URL("../", import.meta.url);

/**
 * Bundles what the build needs of the source, imports it, and lets it be used.
 * @param {(source: any) => Promise<void>} use
 */
export async function withSource(use) {
  const temporary = new URL(`dist/build-${process.pid}/`, root);
  const bundle = await rolldown({
    input: fileURLToPath(new URL("build/source-for-build.ts", root)),
    platform: "node",
    logLevel: "warn",
    plugins: [rawText()],
    resolve: { mainFields: ["module", "main"] },
  });
  await bundle.write({ dir: fileURLToPath(temporary), format: "esm" });
  await bundle.close();
  try {
    await use(await import(new URL("source-for-build.js", temporary).href));
  } finally {
    rmSync(temporary, { recursive: true });
  }
}
