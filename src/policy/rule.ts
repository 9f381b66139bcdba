import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Path } from "../util/json-path.ts";
import type { Enforcement, RuleInfo, Severity } from "../model/rule.ts";
import { type Json, type JsonObject, isObject, oneOrMore } from "../util/json.ts";
import { type CompileError, type Node, compile, plainJsonLogic } from "../logic/compile.ts";
import { withFrames } from "../logic/frames.ts";
import { pathsRead } from "../logic/paths-read.ts";
import { pages } from "../version.ts";
import { readCitations } from "./citations.ts";

/**
 * A condition in several forms, each made on first use: compiled for the strict evaluator, and plain JSONLogic.
 * This is a class for speed: V8 makes a new hidden class for each object literal with getters.
 */
export class CompiledCondition {
  readonly #expression: Json;
  readonly #parameters: JsonObject;
  #node: Node | undefined;
  #plain: Json | undefined;
  #framed: Json | undefined;
  #parts: readonly Part[] | undefined;

  /** @param node the compiled expression, if it exists already */
  constructor(expression: Json, parameters: JsonObject, node?: Node) {
    this.#expression = expression;
    this.#parameters = parameters;
    this.#node = node;
  }

  get node(): Node {
    return (this.#node ??= compile(this.#expression, this.#parameters, []));
  }

  /** The condition with the values of its parameters. */
  get plain(): Json {
    return (this.#plain ??= plainJsonLogic(this.#expression, this.#parameters));
  }

  /** The condition as json-logic-js evaluates it. */
  get framed(): Json {
    return (this.#framed ??= withFrames(this.plain));
  }

  /** The paths that it reads from the rule context; undefined if it does not name them. */
  get paths(): ReadonlySet<string> | undefined {
    return pathsRead(this.#expression, this.#parameters);
  }

  /** The expression as its policy has it. */
  get expression(): Json {
    return this.#expression;
  }

  /** The operands of a condition that is an `and`, or else the condition itself. */
  get conjuncts(): readonly Json[] {
    const operands = isObject(this.#expression) ? this.#expression["and"] : undefined;
    return Array.isArray(operands) ? operands : [this.#expression];
  }

  /** The compiled conjuncts. */
  get parts(): readonly Part[] {
    return (this.#parts ??= this.#split());
  }

  #split(): readonly Part[] {
    const { conjuncts } = this;
    if (conjuncts[0] === this.#expression) return [partOf(this)];
    return conjuncts.map((operand) => partOf(new CompiledCondition(operand, this.#parameters)));
  }
}

/** A part of conditions. Many rules have the same parts, which are shared. */
export interface Part {
  /** Its index in a table of all parts. */
  readonly index: number;
  readonly condition: CompiledCondition;
}

const known = new Map<number, Part>();

/** The shared part for conditions with the same evaluation. */
function partOf(condition: CompiledCondition): Part {
  const { id } = condition.node;
  const part = known.get(id) ?? { index: known.size, condition };
  known.set(id, part);
  return part;
}

/** The message for one way in which a rule fails. */
export interface BranchMessage {
  /** Path that the deciding condition reads; `[]` stands for any element of a list. */
  readonly at: string;
  /** A condition on the whole context, for a path that can fail in several ways. */
  readonly when: CompiledCondition | undefined;
  readonly message: string;
  /** Fields and values to write when it is done, in YAML. */
  readonly write: readonly string[];
}

/** A compiled rule. */
export interface Rule extends RuleInfo {
  /** In the order in which they are tried; `message` is for all other ways to fail. */
  readonly messages: readonly BranchMessage[];
  /** The policy it is part of. */
  readonly policy: string;
  /** Undefined if the rule always applies. */
  readonly appliesWhen: CompiledCondition | undefined;
  readonly require: CompiledCondition;
  /** The values of its policy's parameters. */
  readonly parameters: JsonObject;
  /** Values of parameters for some deployments: those in the scope, or all without one. The last that applies counts. */
  readonly scopedParameters: readonly { readonly scope: CompiledCondition | undefined; readonly values: JsonObject }[];
  /** The deployments for which it does not block. */
  readonly advisoryIn: readonly CompiledCondition[];
  readonly waiver: { readonly forbidden: boolean; readonly maxDays: number | undefined };
  /** The kind of each citation, in their order; undefined if the policy does not state it. */
  readonly citationKinds: readonly (string | undefined)[];
  /** What it asks beyond the law that it cites; undefined if it asks no more. */
  readonly beyondLaw: string | undefined;
  /** ISO date on which the author last read the law. */
  readonly checked: string | undefined;
  /** URLs of the sources that the author read. */
  readonly sources: readonly string[];
  /** The policy document. */
  readonly document: Document;
  readonly path: Path;
}

/** Prefix of the names of built-in policy files. */
const BUILT_IN = "caregate/";

/** The address of the section about a built-in rule. The fragment is that of its heading on the usual forges. */
function pageOf(id: string, { file }: Document): string | null {
  if (!file.startsWith(BUILT_IN)) return null;
  return `${pages}/packs/${id.split("/")[0] ?? ""}.md#${id.replaceAll(/[^a-z0-9-]/g, "")}`;
}

function bindingOf(value: Json | undefined): Enforcement {
  if (value === "advisory") return "advisory";
  return isObject(value) ? { gatesFrom: String(value["gatesFrom"]) } : "gates";
}

const textOf = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

function kindsOf(value: Json | undefined): (string | undefined)[] {
  return listOfMaps(value).map(({ kind }) => textOf(kind));
}

const listOfMaps = (value: Json | undefined): JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : []);

function waiverLimits(value: Json | undefined): Rule["waiver"] {
  const limits = isObject(value) ? value : undefined;
  const days = limits?.["maxDays"];
  return { forbidden: limits?.["forbidden"] === true, maxDays: typeof days === "number" ? days : undefined };
}

/** What a rule says of its law: who may waive it, and what its author read and when. */
function lawOf(rule: JsonObject): Pick<Rule, "waiver" | "citationKinds" | "beyondLaw" | "checked" | "sources"> {
  return {
    waiver: waiverLimits(rule["waiver"]),
    citationKinds: kindsOf(rule["citations"]),
    beyondLaw: textOf(rule["beyondLaw"]),
    checked: textOf(rule["checked"]),
    sources: oneOrMore(rule["source"]),
  };
}

/**
 * Compiles the rules of a policy document that is valid for its schema.
 * @param parameters the values of its parameters, overrides applied
 * @param built true if the build has checked that the conditions compile: each is then compiled on first use
 * @returns the rules that compile, and a diagnostic on its line for each mistake in the others
 */
export function compileRules(
  document: Document,
  parameters: JsonObject,
  built = false,
): { rules: Rule[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const policy = String((document.value["metadata"] as JsonObject)["id"]);

  function condition(expression: Json, path: Path): CompiledCondition {
    if (built) return new CompiledCondition(expression, parameters);
    const errors: CompileError[] = [];
    const node = compile(expression, parameters, errors);
    for (const error of errors)
      diagnostics.push(errorAt(document.locate([...path, ...error.path]), "policy/condition", error.message));
    return new CompiledCondition(expression, parameters, node);
  }

  const rules = (document.value["rules"] as JsonObject[]).flatMap((rule, i): Rule[] => {
    const path = ["rules", i];
    const before = diagnostics.length;
    const { appliesWhen } = rule;
    const applies =
      appliesWhen === undefined || appliesWhen === null ? undefined : condition(appliesWhen, [...path, "appliesWhen"]);
    const require = condition(rule["require"] as Json, [...path, "require"]);
    const messages = listOfMaps(rule["messages"]).map((one, j) => ({
      at: String(one["at"]),
      when: isObject(one["when"]) ? condition(one["when"], [...path, "messages", j, "when"]) : undefined,
      message: String(one["message"]),
      write: oneOrMore(one["write"]),
    }));
    if (diagnostics.length > before) return [];
    return [
      {
        id: String(rule["id"]),
        formerly: oneOrMore(rule["formerly"]),
        policy,
        title: String(rule["title"]),
        severity: rule["severity"] as Severity,
        binding: bindingOf(rule["binding"]),
        citations: readCitations(rule["citations"]),
        covers: Array.isArray(rule["covers"]) ? rule["covers"].map(String) : [],
        message: String(rule["message"]),
        messages,
        remediation: String(rule["remediation"]),
        page: pageOf(String(rule["id"]), document),
        appliesWhen: applies,
        require,
        parameters,
        scopedParameters: [],
        advisoryIn: [],
        ...lawOf(rule),
        document,
        path,
      },
    ];
  });
  return { rules, diagnostics };
}
