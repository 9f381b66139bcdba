// Reads and parses every file of a folder, and does nothing else.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const [folder] = process.argv.slice(2);
let documents = 0;
for (const file of readdirSync(folder)) if (parse(readFileSync(join(folder, file), "utf8"))) documents += 1;
process.stdout.write(`${documents}\n`);
