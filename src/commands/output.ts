import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { isDate } from "../model/date.ts";
import { UsageError } from "./command.ts";

/** The date to judge by, as an option states it. */
export function dateOf(stated: string | undefined, today: string): string {
  if (stated === undefined) return today;
  if (!isDate(stated)) throw new UsageError(`--as-of takes a date as YYYY-MM-DD, not \`${stated}\``);
  return stated;
}

/** Reads a file to show lines of it; what cannot be read is not shown. */
export function textReader(root: string): (file: string) => string | undefined {
  const texts = new Map<string, string | undefined>();
  return (file) => {
    if (!texts.has(file)) {
      let text: string | undefined;
      try {
        text = readFileSync(join(root, file), "utf8").replace(/^\uFEFF/, "");
      } catch {
        text = undefined;
      }
      texts.set(file, text);
    }
    return texts.get(file);
  };
}

/** Writes a file whole or not at all. */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    if (existsSync(temporary)) rmSync(temporary, { force: true });
    throw new UsageError(`cannot write ${path}: ${(error as Error).message}`);
  }
}

/** What to put before paths from the root so that they lead there from a folder. */
export function prefixTo(root: string, cwd: string): string {
  const path = relative(cwd, root).replaceAll("\\", "/");
  return path === "" ? "" : `${path}/`;
}
