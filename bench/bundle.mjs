// Bundles a module written for a measurement, so that Node runs it as it runs dist/.
import { join, parse } from "node:path";
import { rolldown } from "rolldown";

/**
 * @param root the project's
 * @param entry the module, below `bench/`
 * @returns the file that runs
 */
export async function bundled(root, entry) {
  const dir = join(root, "bench/.build");
  const bundle = await rolldown({
    input: join(root, "bench", entry),
    platform: "node",
    logLevel: "warn",
    resolve: { mainFields: ["module", "main"], alias: { yaml: join(root, "node_modules/yaml/browser/dist/index.js") } },
  });
  await bundle.write({ dir, format: "esm" });
  await bundle.close();
  return join(dir, `${parse(entry).name}.js`);
}
