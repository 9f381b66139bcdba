import type { Register, RegisteredDeployment } from "../../model/register.ts";
import { oneLine } from "../text/snippet.ts";
import { type PrintOptions, type Printer, createPrinter, diagnosticBlock } from "../text/terminal.ts";
import {
  ageText,
  concernsText,
  findingsText,
  kindText,
  modelText,
  ownerText,
  riskText,
  stateText,
  stated,
  statusText,
  summaryText,
  vendorsText,
  waiverText,
  whenText,
} from "./texts.ts";

const LABEL = 10;

const row = (label: string, text: string): string => `  ${label.padEnd(LABEL)}${oneLine(text)}`;

/** Rows of which only the first has the label. */
const rows = (label: string, texts: readonly string[]): string[] =>
  texts.map((text, i) => row(i === 0 ? label : "", text));

function deploymentBlock({ c, options }: Printer, deployment: RegisteredDeployment): string {
  const { name, version, file, line, stage, goLive, stopped, evidence, waivers } = deployment;
  const dates = [...(goLive === null ? [] : [`live ${goLive}`]), ...(stopped === null ? [] : [`stopped ${stopped}`])];
  return [
    `${c.bold(oneLine(name))} ${oneLine(version ?? "")} ${c.dim(oneLine(`${options.pathPrefix}${file}:${line}`))}`,
    row("stage", [stated(stage), ...dates].join(", ")),
    row("risk", riskText(deployment)),
    row("owner", ownerText(deployment)),
    row("model", modelText(deployment)),
    row("vendors", vendorsText(deployment)),
    row("findings", findingsText(deployment)),
    ...rows(
      "evidence",
      evidence.map((one) =>
        [
          `${kindText(one)} ${one.file}: ${ageText(one)}`,
          ...(one.nextDue === null ? [] : [`due ${one.nextDue}`]),
          ...(one.status === "usable" ? [] : [statusText(one)]),
        ].join(", "),
      ),
    ),
    ...rows(
      "waivers",
      waivers.map((one) => `${one.id} of ${one.rule}: ${waiverText(one)}`),
    ),
  ].join("\n");
}

/** A register for a terminal. */
export function registerConsole(register: Register, options: PrintOptions): string {
  const printer = createPrinter(options);
  const { c } = printer;
  const { deployments, waivers, due, problems, notEvaluated, organisation } = register;
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length > 0 ? [[c.bold(title), ...lines.map((one) => `  ${oneLine(one)}`)].join("\n")] : [];
  return `${[
    ...problems.map((one) => diagnosticBlock(printer, one)),
    oneLine(`register ${organisation === null ? "" : `of ${organisation}, `}of ${stateText(register)}`),
    ...deployments.map((one) => deploymentBlock(printer, one)),
    ...list(
      "waivers of other deployments",
      waivers.map((one) => `${one.id} of ${one.rule} for ${one.deployment}: ${waiverText(one)}`),
    ),
    ...list(
      "due",
      due.map(
        (one) =>
          `${one.date} (${whenText(one)})  ${one.text} (${concernsText(one)}) ${options.pathPrefix}${one.file}:${one.line}`,
      ),
    ),
    ...list(
      "not evaluated",
      notEvaluated.map(({ what, reason }) => `${what}: ${reason}`),
    ),
    c.bold(oneLine(summaryText(register))),
  ].join("\n\n")}\n`;
}
