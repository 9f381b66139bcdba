import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { ImportOptions, Imported } from "../../../src/evidence/importers/index.ts";
import { importers } from "../../../src/evidence/importers/index.ts";
import type { Document } from "../../../src/model/document.ts";
import { type Json, type Path, formatPath, isObject } from "../../../src/util/json.ts";
import { validate } from "../../../src/schema/validate.ts";

const project = resolve(import.meta.dirname, "../../..");
/** Files from public repositories, byte for byte; they lie beside the project and are not part of it. */
export const real = resolve(project, "../shared/data/real");

/** The text of one of our own files in the shape of a real one. */
export function fixture(name: string): string {
  return readFileSync(join(project, "tests/fixtures/evidence", name), "utf8");
}

/** Reads a text as a format, never throwing. */
export async function read(format: string, text: string, options: ImportOptions = {}): Promise<Imported> {
  const importer = importers[format];
  if (!importer) throw new Error(`no importer for ${format}`);
  return await importer("evidence/file", text, options);
}

/** A test on a real file; where the file is absent it is skipped and says so. */
export function realTest(format: string, path: string, run: (imported: Imported, text: string) => unknown): void {
  const file = join(real, path);
  const absent = !existsSync(file);
  if (absent) console.warn(`SKIPPED: ${path} is absent, so that ${format} is not tested on it`);
  test.skipIf(absent)(`real file ${path}`, async () => {
    const text = readFileSync(file, "utf8");
    await run(await read(format, text), text);
  });
}

/** A file beside the real ones; undefined where it is absent. */
export function realFile(path: string): string | undefined {
  const file = join(real, path);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function leaves(value: Json, path: Path): { path: Path; value: Json }[] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((one, i) => leaves(one, [...path, i]));
  if (isObject(value) && Object.keys(value).length > 0)
    return Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]));
  return [{ path, value }];
}

/** The result of reading a file, a line for each value and where it stands, and for each diagnostic. */
export function shown({ documents, diagnostics }: Imported): string {
  const lines = documents.flatMap((document) => [
    `${document.kind} ${document.index}`,
    ...leaves(document.value, []).map(({ path, value }) => {
      const { start, end, exact } = document.locate(path);
      const text = JSON.stringify(value);
      const cut = text.length > 150 ? `${text.slice(0, 150)}… (${text.length})` : text;
      return `  ${start.line}:${start.column}-${end.line}:${end.column}${exact ? "" : " (parent)"}  ${formatPath(path)} = ${cut}`;
    }),
  ]);
  return [...lines, ...said({ documents, diagnostics })].join("\n");
}

/** The diagnostics, a line for each. */
export function said({ diagnostics }: Imported): string[] {
  return diagnostics.map(
    ({ severity, code, message, span }) => `${severity} ${span.start.line}:${span.start.column} ${code}: ${message}`,
  );
}

/** Checks that documents fit the schemas of their kinds, but for what the format does not carry. */
export async function expectValid({ documents }: Imported): Promise<void> {
  for (const document of documents) {
    const value = Object.assign(Object.create(null) as Document["value"], document.value, {
      apiVersion: "caregate/v1",
      kind: document.kind,
    });
    const problems = await validate({ ...document, value });
    expect(problems.filter(({ code }) => code !== "schema/required")).toEqual([]);
  }
}

/** Checks that every value of the documents has a place within the text, and that what is absent has a parent's. */
export function expectPlaces({ documents }: Imported, text: string): void {
  const lines = text.split("\n").length;
  for (const document of documents) {
    for (const { path } of leaves(document.value, [])) {
      const { start, end, exact, file } = document.locate(path);
      expect(exact).toBe(true);
      expect(file).toBe("evidence/file");
      expect(start.line).toBeGreaterThanOrEqual(1);
      expect(end.line).toBeLessThanOrEqual(lines);
    }
    expect(document.locate(["nowhere", 3]).exact).toBe(false);
  }
}

/** The values that one document states, for comparing. */
export const valueOf = (imported: Imported, index = 0): Json => JSON.parse(JSON.stringify(imported.documents[index]?.value ?? null)) as Json; // prettier-ignore
