import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { expect, test } from "vitest";
import { real } from "./support.ts";

/** Real files that have no snapshot, and why. */
const without: Readonly<Record<string, string>> = {
  "SOURCES.md": "says where the files are from",
  "aiverify.testresult.schema.json": "the shape of a test result, which is none; that it is refused has a test",
  "ifa_assessment-results-example.json": "OSCAL, which is no format of evidence here",
  "schema.xsd": "the shape of a CHAI card, which is none",
  "vsa_signing_public_key.pem": "the key of a signature, read with what it signs",
};

const absent = !existsSync(real);
if (absent) console.warn("SKIPPED: the real files are absent, so that their snapshots are not compared");

test.skipIf(absent)("every real file has a snapshot, or is no evidence", () => {
  const files = readdirSync(real, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(real, join(entry.parentPath, entry.name)));
  const folder = join(import.meta.dirname, "__snapshots__");
  const snapshots = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const missing = files.filter((file) => !snapshots.some((text) => text.includes(`real file ${file}`)));
  expect(missing.map((file) => basename(file)).toSorted()).toEqual(Object.keys(without).toSorted());
});
