import { loadFile } from "../documents/load.ts";
import type { Tree } from "../documents/tree.ts";
import { workingTree } from "../documents/working-tree.ts";
import type { Document } from "../model/document.ts";
import { at } from "../model/json.ts";
import type { Specimen } from "../change/witness.ts";
import { createEvidenceStore } from "../evidence/resolve.ts";
import { contextType } from "../policy/context-type.ts";
import type { Rule } from "../policy/rule.ts";
import { createBases } from "../testing/bases.ts";
import type { Prepared } from "../testing/prepare.ts";
import type { RuleTest } from "../testing/rule-tests.ts";
import { packageRoot } from "./packs.ts";

/** How the files of built-in policies are named, which lie in this package. */
const BUILT_IN = /^caregate\//;

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
export async function createFixtures(tree: Tree, config: Document | undefined): Promise<Fixtures> {
  const shipped = workingTree(packageRoot());
  const context = await contextType();
  const basesOf = (from: Tree): ReturnType<typeof createBases> =>
    createBases({ tree: from, shipped, config, store: createEvidenceStore(from), context });
  const [own, builtIn] = [basesOf(tree), basesOf(shipped)];
  const sources = new Map<string, Document | undefined>();

  /** A built-in policy as it lies in this package. */
  function sourceOf(file: string): Document | undefined {
    if (!sources.has(file)) sources.set(file, loadFile(shipped, file.replace(BUILT_IN, "")).documents[0]);
    return sources.get(file);
  }

  return {
    withTests(rule) {
      const source = BUILT_IN.test(rule.document.file) ? sourceOf(rule.document.file) : undefined;
      return source && at(source.value, [...rule.path, "id"]) === rule.id ? { ...rule, document: source } : rule;
    },
    async made(tests) {
      const found: MadeTest[] = [];
      for (const test of tests) {
        const { rule, name, given } = test;
        const isBuiltIn = [...sources.values()].includes(rule.document);
        const opened = await (isBuiltIn ? builtIn : own)(rule.document);
        const made = "prepare" in opened ? await opened.prepare(given) : undefined;
        if (!made || "refusals" in made) continue;
        const { data } = made.subject.context;
        found.push({ origin: { kind: "test", rule: rule.id, name }, data, test, prepared: made });
      }
      return found;
    },
  };
}
