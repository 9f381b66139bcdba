import { expect, test } from "vitest";
import { isEvidenceKind } from "../../src/model/document.ts";
import { digestOnly } from "../../src/evidence/open-file.ts";
import { DEFAULT_EVIDENCE_MIB } from "../../src/policy/evidence-settings.ts";
import { MOST_GROUPS } from "../../src/evidence/importers/groups.ts";
import { importers } from "../../src/evidence/importers/index.ts";
import { project, read } from "../support/repository.ts";
import { soundFiles } from "./importers/sound.ts";
import { fixture, read as readFormat } from "./importers/support.ts";

const page = read(project, "docs/evidence.md");
const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` \| ([^|]+) \| ([^|]+) \|$/gm)]
  .map(([, format = "", files = "", becomes = ""]) => ({ format, files, becomes }))
  .filter(({ format }) => format !== "format");

test("docs/evidence.md has a row for each format that is read, and for no other", () => {
  expect(rows.map(({ format }) => format).toSorted()).toEqual(Object.keys(importers).toSorted());
});

test.each(rows)("the row of $format names the kinds that its sound file becomes", async ({ format, becomes }) => {
  const { documents } = await readFormat(format, soundFiles(fixture)[format] ?? "");
  const stated = [...becomes.matchAll(/\b[A-Z][A-Za-z]+\b/g)].map(([word]) => word).filter(isEvidenceKind);
  expect(documents.length).toBeGreaterThan(0);
  if (format === "in-toto") return; // Becomes any kind that its predicate is.
  for (const { kind } of documents) expect(stated).toContain(kind);
});

test("docs/evidence.md names the formats that are only pinned, and the limits", () => {
  const [, names = ""] = /^((?:`[a-z-]+`(?:, | and )?)+) can be pinned/m.exec(page) ?? [];
  expect([...names.matchAll(/`([a-z-]+)`/g)].map(([, name = ""]) => name)).toEqual([...digestOnly]);
  expect(page).toContain(`A file of another tool may have ${DEFAULT_EVIDENCE_MIB} MiB.`);
  expect(page.replaceAll("\n", " ")).toContain(`A report may have ${MOST_GROUPS} groups.`);
});
