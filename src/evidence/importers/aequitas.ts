import { type CsvError, parse } from "csv-parse/sync";
import type { Document, Location } from "../../model/document.ts";
import { type Diagnostic, errorAt, fileError } from "../../model/diagnostic.ts";
import { type JsonObject, type Path, emptyObject } from "../../model/json.ts";
import type { Imported } from "./index.ts";

/** Names that Aequitas users give to attributes, and the axes they are. */
const axes: Readonly<Record<string, string>> = {
  age: "age",
  age_cat: "age",
  age_group: "age",
  sex: "sex",
  gender: "sex",
  race: "race-ethnicity",
  ethnicity: "race-ethnicity",
  race_ethnicity: "race-ethnicity",
  skin_tone: "skin-tone",
  pregnancy: "pregnancy",
  clinical_setting: "clinical-setting",
  device_model: "device-model",
  language: "language",
  disability: "disability",
  insurance: "socioeconomic",
  socioeconomic: "socioeconomic",
  site: "site",
  hospital: "site",
};

/** The rates a bias report states, and what they are called here. */
const rates = { tpr: "sensitivity", tnr: "specificity", precision: "ppv", npv: "npv", pprev: "selectionRate" } as const;

const counts = ["tp", "fp", "tn", "fn"] as const;
const required = ["attribute_name", "attribute_value", ...counts];

interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/**
 * Reads the bias report of Aequitas: a CSV with a row for each value of each attribute and its confusion counts
 * (attribute_name, attribute_value, tp, fp, tn, fn; `tpr` and other rates are kept as claims). Such a file names no
 * model, no version and no date, so that the report it becomes does not either.
 */
export function importAequitas(file: string, text: string): Imported {
  let rows: Row[];
  try {
    rows = parse(text, { columns: true, info: true, bom: true, trim: true }) as unknown as Row[];
  } catch (error) {
    const { message, lines } = error as CsvError & { lines?: number };
    return {
      documents: [],
      diagnostics: [
        { ...fileError(file, "evidence/csv", `the file is no table: ${message}`), span: lineSpan(lines ?? 1) },
      ],
    };
  }
  const [first] = rows;
  const absent = required.filter((name) => !first || !Object.hasOwn(first.record, name));
  if (absent.length > 0) {
    const message = `an Aequitas table has the columns ${required.join(", ")}; this one lacks ${absent.join(", ")}`;
    return { documents: [], diagnostics: [fileError(file, "evidence/aequitas", message)] };
  }
  const diagnostics: Diagnostic[] = [];
  const groups = rows.flatMap((row) => groupOf(file, row, diagnostics));
  const value: JsonObject = Object.assign(emptyObject(), { groups: groups.map(({ group }) => group) });
  const lines = groups.map(({ line }) => line);
  return {
    documents: diagnostics.some(({ severity }) => severity === "error") ? [] : [asDocument(file, value, lines)],
    diagnostics,
  };
}

const lineSpan = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 1 } });

function groupOf(
  file: string,
  { record, info }: Row,
  diagnostics: Diagnostic[],
): { group: JsonObject; line: number }[] {
  const place = { file, ...lineSpan(info.lines) };
  const attribute = String(record["attribute_name"]);
  const axis = axes[attribute.toLowerCase().replaceAll(/[-\s]+/g, "_")];
  if (!axis) {
    const message = `attribute \`${attribute}\` is none of the axes that groups are looked at by; its rows are not read`;
    diagnostics.push({ ...errorAt(place, "evidence/aequitas", message), severity: "warning" });
  }
  const group: JsonObject = Object.assign(emptyObject(), {
    axis: axis ?? null,
    group: record["attribute_value"] ?? "",
  });
  for (const name of counts) {
    const count = Number(record[name]);
    if (!Number.isSafeInteger(count) || count < 0 || record[name] === "") {
      diagnostics.push(
        errorAt(place, "evidence/aequitas", `\`${name}\` has to be a count of cases, not \`${record[name] ?? ""}\``),
      );
      return [];
    }
    group[name] = count;
  }
  const claimed = emptyObject();
  for (const [name, rate] of Object.entries(rates)) {
    const stated = record[name];
    if (stated !== undefined && stated !== "" && Number.isFinite(Number(stated))) claimed[rate] = Number(stated);
  }
  group["claimed"] = claimed;
  // An attribute that is no axis of ours says nothing about one.
  return axis ? [{ group, line: info.lines }] : [];
}

/** The report, in which each group stands on its line of the table. */
function asDocument(file: string, value: JsonObject, lines: readonly number[]): Document {
  return {
    file,
    index: 0,
    kind: "FairnessReport",
    value,
    locate(path: Path): Location {
      const [key, position] = path;
      const line = key === "groups" && typeof position === "number" ? lines[position] : undefined;
      const exists = line !== undefined || (key === "groups" && path.length === 1);
      return { file, ...lineSpan(line ?? 1), exact: exists };
    },
  };
}
