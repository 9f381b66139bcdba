import type { Register } from "../../model/register.ts";
import { diagnosticToJson } from "../report/json.ts";
import { countFindings } from "./texts.ts";

/** The version of the shape; raised with every change of it. */
const SCHEMA_VERSION = 1;

/** A register for machines. */
export function registerJson(register: Register): string {
  const { asOf, toolVersion, organisation, commit, days, deployments, waivers, due, problems, notEvaluated } = register;
  const shape = {
    schemaVersion: SCHEMA_VERSION,
    asOf,
    tool: { name: "caregate", version: toolVersion },
    organisation,
    commit,
    deployments: deployments.map((one) => ({ ...one, counts: countFindings(one) })),
    waivers,
    days,
    due,
    problems: problems.map(diagnosticToJson),
    notEvaluated,
  };
  return `${JSON.stringify(shape, null, 2)}\n`;
}
