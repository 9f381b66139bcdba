import { type Json, getChild, isObject } from "../../util/json.ts";
import { foldNames, reserved, roots } from "./words.ts";

/** Singular forms that no rule gives. */
const irregular: Readonly<Record<string, string>> = {
  analyses: "analysis",
  axes: "axis",
  bases: "basis",
  licences: "licence",
  measures: "measure",
  people: "person",
  processes: "process",
  purposes: "purpose",
  services: "service",
  uses: "use",
};

/** The path of a list, without the filters around it. */
function listPath(list: Json): string {
  if (!isObject(list)) return "";
  const inner = getChild(list, "filter") ?? getChild(list, "map");
  if (Array.isArray(inner)) return listPath(inner[0] ?? null);
  const path = getChild(list, "var") ?? getChild(list, "outer");
  return String((Array.isArray(path) ? path[0] : path) ?? "");
}

function singular(word: string): string {
  if (Object.hasOwn(irregular, word)) return irregular[word] as string;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

/** The last word of a key in camel case, as `report` of `fairnessReports`. */
function lastWord(key: string): string {
  return (/[A-Z][a-z]*$/.exec(key)?.[0] ?? key).toLowerCase();
}

/**
 * A name for the elements of a list, made from its path: `group` for `facts.fairness.groups`, `entry` if nothing fits.
 * @param used names that have another meaning here
 */
export function elementName(list: Json, used: readonly string[]): string {
  const key = listPath(list)
    .split(".")
    .findLast((one) => !/^\d*$/.test(one));
  const word = key === undefined ? "" : singular(lastWord(key));
  const fits = /^[a-z]\w*$/.test(word) && word !== key && !reserved.has(word) && !foldNames.includes(word);
  const name = fits && !roots.includes(word) && word !== "days" ? word : "entry";
  let free = name;
  for (let i = 2; used.includes(free); i++) free = `${name}${i}`;
  return free;
}
