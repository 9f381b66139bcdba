// Names that the source and the tests have to keep.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { project } from "./support/repository.ts";

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => ending.test(file) && !file.includes("/generated/"))
    .toSorted();
}

const source = filesIn("src", /\.tsx?$/);
const text = (file: string): string => readFileSync(join(project, file), "utf8");

/** The files that declare each exported type, interface or class. */
function declarations(files: readonly (readonly [file: string, text: string])[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [file, content] of files)
    for (const [, name = ""] of content.matchAll(
      /^export (?:default )?(?:declare )?(?:abstract )?(?:interface|type|class|enum) ([A-Z]\w*)/gm,
    ))
      found.set(name, [...(found.get(name) ?? []), file]);
  return found;
}

test("an exported type name is declared once in src/", () => {
  const twice = declarations([
    ["a.ts", "export interface Found {}\nexport type { Other } from './b.ts';"],
    ["b.ts", "export type Found = 1;\ntype Other = 2;\nexport type Other<T> = T;"],
  ]);
  expect([...twice]).toEqual([
    ["Found", ["a.ts", "b.ts"]],
    ["Other", ["b.ts"]],
  ]);
  const found = declarations(source.map((file) => [file, text(file)] as const));
  expect(found.size).toBeGreaterThan(200);
  expect([...found].filter(([, files]) => files.length > 1)).toEqual([]);
});

test("only tests under tests/dist/ need a build", () => {
  const others = filesIn("tests", /\.ts$/).filter(
    (file) => !file.startsWith("tests/dist/") && file !== "tests/support/repository.ts",
  );
  expect(others.length).toBeGreaterThan(70);
  const built = /\bcli\(\[|["'`/]dist\/(?:cli|action|index|worker|chunks|packs|types)|join\(project, "dist"/;
  expect(others.filter((file) => file !== "tests/names.test.ts" && built.test(text(file)))).toEqual([]);
});
