import { defineConfig } from "rolldown";

// Everything is bundled: what dist/ holds runs with Node alone.
export default defineConfig({
  input: { cli: "src/cli.ts", index: "src/index.ts" },
  platform: "node",
  logLevel: "warn",
  resolve: { mainFields: ["module", "main"], conditionNames: ["import", "node", "default"] },
  output: {
    dir: "dist",
    format: "esm",
    cleanDir: true,
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name].js",
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
  },
});
