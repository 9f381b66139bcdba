import { type ProfileName, profileNames } from "../engine/profiles.ts";
import { type Flag, type ValueKind, choice, flag, list, text } from "./option-kinds.ts";

/** A row for an answer of `init`. */
const answer = <const N extends string, K extends ValueKind<unknown>>(name: N, kind: K, group: string, help: string) =>
  ({ name, kind, group, help: `set ${help}`, commands: ["init"] }) as const;

/** A row for what `init` writes. */
const scaffolding = <const N extends string, K extends ValueKind<unknown> | Flag>(name: N, kind: K, help: string) =>
  ({ name, kind, group: "What to write", help, commands: ["init"] }) as const;
const system = "About the system";
const use = "About its use";
const model = "About the model and data";

/** The options of `init` about what it writes: the answers, and the other documents. */
export const initOptions = [
  answer("name", text("NAME"), system, "the name of the system"),
  answer("version", text("VERSION"), system, "its version"),
  answer("owner-name", text("NAME"), system, "the name of the owner"),
  answer("owner-role", text("ROLE"), system, "the role of the owner"),
  answer("owner-email", text("ADDRESS"), system, "the email address of the owner"),
  answer("vendors", list("NAMES"), system, "the vendors, or none"),
  answer("purpose", text("TEXT"), use, "the purpose"),
  answer("function", text("FUNCTION"), use, "the function, such as diagnosis"),
  answer("stage", text("STAGE"), use, "the stage, such as pilot"),
  answer("jurisdictions", list("CODES"), use, "where it is used, such as US,US-MN"),
  answer("users", list("ROLES"), use, "who uses it"),
  answer("affects", list("GROUPS"), use, "whom its output affects"),
  answer("decision-role", text("ROLE"), use, "its role in decisions"),
  answer("risk", text("LEVEL"), use, "the risk level"),
  answer("model", text("NAME"), model, "the name of the model"),
  answer("model-version", text("VERSION"), model, "the version of the model"),
  answer("model-type", text("TYPE"), model, "the type of the model"),
  answer("provider", text("NAME"), model, "the provider of the model, or self"),
  answer("learning", text("MODE"), model, "how the model learns, such as locked"),
  answer("data", list("CATEGORIES"), model, "the categories of data it reads"),

  scaffolding(
    "profile",
    choice<ProfileName>("PROFILE", profileNames),
    `answer what is typical: ${profileNames.join(", ")}`,
  ),
  scaffolding("kind", text("KIND"), "write evidence of a kind instead, such as RiskAnalysis"),
  scaffolding("config", flag, "write the settings instead"),
  scaffolding("waiver", flag, "write a waiver instead"),
  scaffolding("policy", flag, "write a policy with a rule and its tests instead"),
  scaffolding("workflow", flag, "write a GitHub workflow instead"),
] as const;
