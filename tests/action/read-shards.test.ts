import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MergeError } from "../../src/engine/shard/merge.ts";
import { readShards } from "../../src/action/read-shards.ts";
import { temporaryFolder, write } from "../support/repository.ts";

const namesIn = (...paths: string[]): string[] => readShards(paths).map(({ name }) => name);

test("a folder stands for the shards in it and below, in order, without links and other files", () => {
  const folder = temporaryFolder();
  write(folder, { "b/2.jsonl": "2", "a/1.jsonl": "1", "3.jsonl": "3", "a/readme.md": "x" });
  const outside = temporaryFolder();
  write(outside, { "4.jsonl": "4" });
  symlinkSync(join(outside, "4.jsonl"), join(folder, "4.jsonl"));
  symlinkSync(outside, join(folder, "more"));
  expect(namesIn(folder)).toEqual(["3.jsonl", "a/1.jsonl", "b/2.jsonl"]);
  expect(readShards([folder]).map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(["3", "1", "2"]);
});

test("a file is read whatever its name", () => {
  const folder = temporaryFolder();
  write(folder, { "part.txt": "1" });
  expect(namesIn(join(folder, "part.txt"))).toEqual([join(folder, "part.txt")]);
});

test("an empty folder has no shards, and a missing one is an error", () => {
  const folder = temporaryFolder();
  expect(namesIn(folder)).toEqual([]);
  expect(() => namesIn(join(folder, "none"))).toThrow(MergeError);
});
