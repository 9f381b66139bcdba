import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

const SUFFIX = "?raw";

/**
 * Lets source import a file as text: `import style from "./style.css?raw"`, as vitest does.
 * @returns {import("rolldown").Plugin}
 */
export const rawText = () => ({
  name: "raw-text",
  resolveId(specifier, importer) {
    return specifier.endsWith(SUFFIX) && importer ? resolve(dirname(importer), specifier) : undefined;
  },
  async load(id) {
    if (!id.endsWith(SUFFIX)) return undefined;
    const text = await readFile(id.slice(0, -SUFFIX.length), "utf8");
    return { code: `export default ${JSON.stringify(text)};`, moduleType: "js" };
  },
});
