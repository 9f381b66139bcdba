// Every command of the README is run, and its output is compared. Run with -u, this renews the output in the page.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isMap, parse, parseDocument, visit } from "yaml";
import { cli, project, read, repository, write } from "../support/repository.ts";

const page = read(project, "README.md");
/** A block of code, with the blanks before it where it belongs to a step of a list. */
const block = /^( *)```(console|yaml)\n([^]*?)^\1```$/gm;

/** The words of a command line, quotes taken off. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

/** The first and the last paragraph, where there are more than the page has room for. */
function excerpt(output: string): string {
  const paragraphs = output.trimEnd().split("\n\n");
  if (output.trimEnd().split("\n").length <= 10) return output;
  const first = (paragraphs[0] ?? "").split("\n").slice(0, 7);
  return `${first.join("\n")}\n...\n${paragraphs.at(-1)}\n`;
}

/** What a session prints. */
function session(body: string, root: string): string {
  let code: number | null = 0;
  const run = (line: string): string => {
    const [program, ...args] = words(line);
    if (line === "echo $?") return `${code}\n`;
    const own = program === "node";
    if (own) expect(args.shift()).toBe("dist/cli.js");
    else expect(program).toBe("caregate");
    const ran = cli(args, { cwd: own ? project : root });
    ({ code } = ran);
    // The path of the schema depends on where caregate is.
    return ran.stdout
      .split("\n")
      .filter((text) => !text.includes("first line leads"))
      .join("\n");
  };
  // A command goes on in the next line after a backslash.
  const commands = [...body.matchAll(/^\$ (?:.*\\\n)*.*$/gm)].map(([command]) => command);
  expect(commands.length).toBeGreaterThan(0);
  return commands.map((one) => `${one}\n${excerpt(run(one.slice(2).replaceAll("\\\n", " ")))}`).join("");
}

/** Writes a file as a block shows it: whole, or its values into a manifest that exists. */
function edit(root: string, body: string): void {
  const [, file = ""] = /^# (\S+)\n/.exec(body) ?? [];
  if (!existsSync(join(root, file))) {
    write(root, { [file]: body });
    return;
  }
  const document = parseDocument(read(root, file));
  const values = parseDocument(body);
  visit(values, {
    Pair(_, pair, path) {
      if (isMap(pair.value) && !pair.value.flow) return undefined;
      const keys = [...path, pair].flatMap((node) => ("key" in node ? [String(node.key)] : []));
      expect(document.hasIn(keys), keys.join(".")).toBe(true);
      document.setIn(keys, pair.value);
      return visit.SKIP;
    },
  });
  write(root, { [file]: String(document) });
}

/** The numbers of built-in rules and packs. */
function counts(): { rules: number; packs: number } {
  const packs = readdirSync(join(project, "policies"), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== "base",
  );
  const files = packs.flatMap(({ name }) =>
    readdirSync(join(project, "policies", name)).map((file) => `policies/${name}/${file}`),
  );
  const rules = files
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => (parse(read(project, file)) as { rules: unknown[] }).rules);
  return { rules: rules.length, packs: packs.length };
}

test("every command and output of the README is so", { timeout: 240_000 }, async () => {
  const root = repository({});
  const { rules, packs } = counts();
  const done = page
    .replaceAll(/\b\d+ rules in \d+ packs\b/g, `${rules} rules in ${packs} packs`)
    .replaceAll(/\b\d+ rules from\b/g, `${rules} rules from`)
    .replaceAll(block, (all, indent: string, kind: string, indented: string) => {
      const body = indented.replaceAll(new RegExp(`^${indent}`, "gm"), "");
      if (kind === "yaml") {
        if (body.startsWith("# ")) edit(root, body);
        return all;
      }
      const shown = session(body, root).replaceAll(/^(?=.)/gm, indent);
      return `${indent}\`\`\`console\n${shown}${indent}\`\`\``;
    });
  expect([...page.matchAll(block)].length).toBeGreaterThan(5);
  // A reader who follows the steps ends with a pass.
  expect(done).toMatch(/\$ echo \$\?\n +0\n/);
  await expect(done).toMatchFileSnapshot(join(project, "README.md"));
});

test("the first command names the date of the check, and the pictures are there", () => {
  expect(page).toMatch(/^```\nnode dist\/cli\.js check \S+ --as-of \d{4}-\d\d-\d\d /m);
  for (const [, file = ""] of page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g))
    expect(existsSync(join(project, file))).toBe(true);
});
