import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isTemplateText } from "../../src/util/template-text.ts";
import { isStandIn } from "../../src/policy/waiver-terms.ts";
import { isPutOff } from "../../src/util/put-off.ts";
import { project } from "../support/repository.ts";

const left = [
  ...'TBD|tbd.|T.B.D.|t. b. c.|(tbd)|"TBD"|[TBD]|TBD / TBC|tbd, tbc|to be decided|To be agreed.|to be done later'.split(
    "|",
  ),
  ..."to be provided by the vendor|will be added soon|details to follow|coming soon|work in progress|not yet".split(
    "|",
  ),
  ..."not yet written|n/a|N.A.|not applicable|fill in|Please fill in here|insert text here|enter a reason".split("|"),
  ..."your name here|see above|see the ticket|refer to above|same as above|same as before|as above|ditto".split("|"),
  ..."lorem ipsum dolor sit amet|xxx|x|x.|-|--|—|…|...|?|*|_|${NAME}|%s|<name>|{{ name }}|[...]|null|undefined|N.N.".split(
    "|",
  ),
  ..."noch offen|Offen.|zu klären|noch zu bestimmen|wird noch ergänzt|wird nachgereicht|k. A.|keine Angabe".split("|"),
  ..."entfällt|nicht zutreffend|siehe oben|s. o.|unbekannt|Platzhalter|folgt".split("|"),
  ..."à définir|À compléter|à préciser|sans objet|voir ci-dessus|non applicable|inconnu|en cours|à venir|idem".split(
    "|",
  ),
  ..."por definir|a determinar|pendiente|no aplica|n/d|véase arriba|desconocido|por confirmar".split("|"),
  ..."later|soon|ok|yes|done|someone|N-A|aaa".split("|"),
  ..."da definire|non applicabile|nog te bepalen|n.v.t.".split("|"),
];

const honest = [
  ..."Xu|Ng|Bo|Na Li|Li Na|Ana Na|N. A. Singh|N. N. Taleb|S. O. Meyer|Dr. X|A. B.|Tobias TBD-Klinik|TBD-Klinik GmbH".split(
    "|",
  ),
  ..."Jane Doe|Max Mustermann|Offene Klinik Berlin|Folgt GmbH|Ditto Ltd|Test Laboratory|Foo Fighters Clinic|Yes Prime".split(
    "|",
  ),
  ..."IT|QA|HR|UX|ABC|Ward 5|24/7|-5 °C|123 Main Street|Text summarisation|Name matching|Same day care|Sample size".split(
    "|",
  ),
  ..."Pending referrals are sorted by urgency|Unknown samples are refused|To be used by nurses of the ward".split("|"),
  ..."To be decided by the physician in charge|None of the vendors sees data|Will be stopped after a false alarm".split(
    "|",
  ),
  ..."Not yet tested with children|See above 90 % sensitivity|En cours moyen|Pendiente del Sur|Non applicable products".split(
    "|",
  ),
];

test.each(left)("`%s` is no answer in a manifest, and neither in a waiver", (text) => {
  expect([isTemplateText(text, "purpose"), isStandIn(text, ["purpose"])]).toEqual([true, true]);
});

test.each(honest)("`%s` is an answer in a manifest and in a waiver", (text) => {
  expect([isTemplateText(text, "purpose"), isStandIn(text, ["purpose"])]).toEqual([false, false]);
});

test("no word of a schema puts an answer off", () => {
  const words = new Set<string>();
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const choices = (value as { enum?: unknown }).enum;
    if (Array.isArray(choices)) for (const one of choices) if (typeof one === "string") words.add(one);
    Object.values(value).forEach(collect);
  };
  const folder = join(project, "schemas");
  for (const file of readdirSync(folder).filter((one) => one.endsWith(".json")))
    collect(JSON.parse(readFileSync(join(folder, file), "utf8")));
  expect(words.size).toBeGreaterThan(500);
  expect([...words].filter(isPutOff)).toEqual([]);
});

test("a long text is decided at once", () => {
  const started = performance.now();
  for (const text of ["to be ".repeat(200_000), "-".repeat(1_000_000), `tbd${" tbd".repeat(200_000)}x`]) isPutOff(text);
  expect(performance.now() - started).toBeLessThan(1000);
});

test("words that repeat what a waiver is are no reason for it", () => {
  const given = ["Accepted.", "approved", "Risk accepted", "waiver", "because", "reason", "Approved by"];
  expect(given.filter((text) => !isStandIn(text, ["reason", "approvedBy"]))).toEqual([]);
  expect(isStandIn("Accepted by the board until the new contract.", ["reason"])).toBe(false);
});
