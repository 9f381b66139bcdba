import { posix } from "node:path";
import { loadFile } from "../documents/load.ts";
import { isDiagnostic, readText } from "../documents/read.ts";
import type { Tree } from "../documents/tree.ts";
import { workingTree } from "../documents/working-tree.ts";
import type { Document } from "../model/document.ts";
import { at } from "../model/json.ts";
import type { Specimen } from "../change/witness.ts";
import type { Rule } from "../policy/rule.ts";
import { readBase } from "../testing/fixture.ts";
import { type Prepare, type Prepared, createPrepare } from "../testing/prepare.ts";
import type { RuleTest } from "../testing/rule-tests.ts";
import { packageRoot } from "./packs.ts";

/** How the files of built-in policies are named, which lie in this package. */
const SHIPPED = /^caregate\//;
/** The base of policies that name none. */
const DEFAULT_BASE = "policies/base/practice-hospital.yaml";

/** A test of a rule, with the documents that it judges. */
export interface MadeTest extends Specimen {
  readonly test: RuleTest;
  readonly prepared: Prepared;
}

/** What opens the tests that stand beside rules. */
export interface Fixtures {
  /** A rule as it is written, tests and all, which built-in ones are without when they are compiled. */
  withTests(rule: Rule): Rule;
  /** Makes the documents of tests; those that cannot be made are left out. */
  made(tests: readonly RuleTest[]): Promise<MadeTest[]>;
}

/**
 * Opens the tests beside the rules of a state of a repository.
 * @param config the repository's settings, which state its organisation where a base does not
 */
export function createFixtures(tree: Tree, config: Document | undefined): Fixtures {
  const shipped = workingTree(packageRoot());
  const bases = new Map<string, Prepare | undefined>();
  const sources = new Map<string, Document | undefined>();

  /** A built-in policy as it lies in this package. */
  function sourceOf(file: string): Document | undefined {
    if (!sources.has(file)) sources.set(file, loadFile(shipped, file.replace(SHIPPED, "")).documents[0]);
    return sources.get(file);
  }

  function prepareFor({ file, value }: Document): Prepare | undefined {
    const stated = value["base"];
    const own = !SHIPPED.test(file) && typeof stated === "string";
    const name =
      typeof stated === "string" ? posix.join(posix.dirname(file), stated).replace(SHIPPED, "") : DEFAULT_BASE;
    const key = `${String(own)}:${name}`;
    if (!bases.has(key)) {
      const read = readText(own ? tree : shipped, name);
      const base = isDiagnostic(read) ? undefined : readBase(name, read.text).base;
      bases.set(key, base && createPrepare({ ...base, config: base.config ?? config }));
    }
    return bases.get(key);
  }

  return {
    withTests(rule) {
      if (!SHIPPED.test(rule.document.file)) return rule;
      const document = sourceOf(rule.document.file);
      return document && at(document.value, [...rule.path, "id"]) === rule.id
        ? { ...rule, document: { ...document, file: rule.document.file, locate: (path) => document.locate(path) } }
        : rule;
    },
    async made(tests) {
      const found: MadeTest[] = [];
      for (const test of tests) {
        const { rule, name, given } = test;
        const made = await prepareFor(rule.document)?.(given);
        if (!made || "refusals" in made) continue;
        const { data } = made.subject.context;
        found.push({ origin: { kind: "test", rule: rule.id, name }, data, test, prepared: made });
      }
      return found;
    },
  };
}
