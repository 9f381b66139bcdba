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
import { type Prepare, createPrepare } from "../testing/prepare.ts";
import { type RuleTest, testsOf } from "../testing/rule-tests.ts";
import { packageRoot } from "./packs.ts";

/** How the files of built-in policies are named, which lie in this package. */
const SHIPPED = /^caregate\//;
/** The base of policies that name none. */
const DEFAULT_BASE = "policies/base/practice-hospital.yaml";

/** What opens the tests that stand beside rules; the documents of each are made once. */
export interface Fixtures {
  /** The tests of a rule with what each judges; those whose documents cannot be made are left out. */
  of(rule: Rule): Promise<readonly (Specimen & { readonly test: RuleTest })[]>;
}

/**
 * Opens the tests beside the rules of a state of a repository.
 * @param config the repository's settings, which state its organisation where a base does not
 */
export function createFixtures(tree: Tree, config: Document | undefined): Fixtures {
  const shipped = workingTree(packageRoot());
  const bases = new Map<string, Prepare | undefined>();

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

  /** A rule with its tests: those of the built-in packs are left out when these are compiled. */
  function withTests(rule: Rule): Rule {
    if (!SHIPPED.test(rule.document.file)) return rule;
    const [document] = loadFile(shipped, rule.document.file.replace(SHIPPED, "")).documents;
    return document && at(document.value, [...rule.path, "id"]) === rule.id
      ? { ...rule, document: { ...document, file: rule.document.file, locate: (path) => document.locate(path) } }
      : rule;
  }

  return {
    async of(rule) {
      const found: (Specimen & { test: RuleTest })[] = [];
      for (const test of testsOf(withTests(rule))) {
        const made = await prepareFor(rule.document)?.(test.given);
        if (!made || "refusals" in made) continue;
        found.push({ origin: { kind: "test", rule: rule.id, name: test.name }, data: made.subject.context.data, test });
      }
      return found;
    },
  };
}
