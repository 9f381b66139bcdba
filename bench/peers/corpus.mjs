// Manifests to check: the examples' larger ones, brought in order for the twenty rules, varied by a seed, and part of
// them spoilt in one known way each. What every rule has to say of every manifest is therefore known beforehand.
import {
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { parseDocument } from "yaml";

const SEED = 20261122;
const TEMPLATES = ["sepsis-early-warning", "chest-xray-triage", "utilization-review", "patient-chatbot"];

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const keysOf = (path) => path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));
const set = (document, path, value) => document.setIn(keysOf(path), document.createNode(value, { flow: true }));
const without = (document, path) => document.deleteIn(keysOf(path));
const within = (document, path) => document.getIn(keysOf(path))?.toJSON?.() ?? document.getIn(keysOf(path));

/** Brings a template in order for all twenty rules. */
function ordered(document) {
  const overseers = within(document, "spec.oversight.overseers");
  if (!overseers.some(({ may, withinMinutes }) => may.includes("stop") && withinMinutes <= 30)) {
    document.addIn(
      keysOf("spec.oversight.overseers"),
      document.createNode(
        { role: "house-supervisor", may: ["stop"], withinMinutes: 15, casesPerShift: 20 },
        { flow: true },
      ),
    );
  }
  set(document, "spec.data.people", 61000);
  set(document, "spec.incidentResponse.patientNotice.withinDays", 14);
  return document;
}

/** The place of somebody who may stop the system, after the power was taken from everybody else. */
function onlyStopper(document) {
  const overseers = within(document, "spec.oversight.overseers");
  const stoppers = overseers.flatMap(({ may }, place) => (may.includes("stop") ? [place] : []));
  for (const place of stoppers.slice(1)) set(document, `spec.oversight.overseers.${place}.may`, ["escalate"]);
  return `spec.oversight.overseers.${stoppers[0]}`;
}

const violation = (rule, name, spoil) => ({
  kind: "violation",
  name: `${rule}: ${name}`,
  truth: () => ({ [rule]: "fail" }),
  spoil,
});
const value = (rule, path, wrong) => violation(rule, JSON.stringify(wrong), (document) => set(document, path, wrong));
/** A value that is left out, and one that is left empty. */
const hole = (rule, path, before = () => {}) =>
  [without, (document, at) => set(document, at, null)].map((take, empty) => ({
    kind: "hole",
    name: `${path}: ${empty ? "empty" : "absent"}`,
    truth: () => ({ [rule]: "unknown" }),
    spoil(document) {
      before(document);
      take(document, path);
    },
  }));
const inList = (rule, list, key) =>
  [0, 1].map((empty) => ({
    kind: "hole",
    name: `${list}[].${key}: ${empty ? "empty" : "absent"}`,
    truth: () => ({ [rule]: "unknown" }),
    spoil(document, random) {
      const path = `${list}.${Math.floor(random() * within(document, list).length)}.${key}`;
      if (empty) set(document, path, null);
      else without(document, path);
    },
  }));
const section = (name, rules) => ({
  kind: "hole",
  name: `spec.${name}: absent`,
  truth: (spec) => Object.fromEntries(rules(spec).map((rule) => [rule, "unknown"])),
  spoil: (document) => without(document, `spec.${name}`),
});
const learns = (document) => set(document, "spec.model.learning", "scheduled");

const DEFECTS = [
  value("key-rotation", "spec.security.keyRotationDays", 730),
  value("access-review", "spec.security.access.reviewDays", 180),
  value("first-answer", "spec.monitoring.reportResponseHours", 96),
  value("logoff", "spec.security.access.autoLogoffMinutes", 45),
  value("logoff", "spec.security.access.autoLogoffMinutes", 0),
  value("encryption-at-rest", "spec.security.encryptionAtRest", "none"),
  value("encryption-at-rest", "spec.security.encryptionAtRest", "triple-des"),
  value("encryption-in-transit", "spec.security.encryptionInTransit", "tls-1.0"),
  value("no-local-recorders", "spec.security.localRecorders", true),
  value("storage-countries", "spec.data.storageCountries", ["US", "IN"]),
  value("log-fields", "spec.security.auditLog.fields", ["patient", "time", "action", "model-version", "output"]),
  value("log-fields", "spec.security.auditLog.fields", ["user", "patient", "model-version", "output"]),
  value("stop", "spec.oversight.overseers", []),
  violation("stop", "too slow", (document) => set(document, `${onlyStopper(document)}.withinMinutes`, 240)),
  violation("signals", "too seldom", (document) => set(document, "spec.monitoring.signals.1.everyDays", 180)),
  violation("signals", "too few cases", (document) => set(document, "spec.monitoring.signals.0.minimumCases", 20)),
  violation("retention", "twenty years", (document) => set(document, "spec.data.retention.1.days", 7300)),
  violation("vendor-contracts", "no contract", (document, random) =>
    without(document, `spec.vendors.${Math.floor(random() * within(document, "spec.vendors").length)}.contract`),
  ),
  value("high-risk-mfa", "spec.security.access.mfa", "privileged-only"),
  violation("updates-validated", "major changes only", (document) => {
    learns(document);
    set(document, "spec.change.revalidation", "major-changes");
  }),
  value("log-outlives-review", "spec.security.auditLog.retentionDays", 14),
  value("harm-told", "spec.incidentResponse.patientNotice.withinDays", 90),
  ...hole("fallback", "spec.incidentResponse.fallback"),
  ...hole("previous-version", "spec.change.previousVersion"),
  ...hole("patient-notice", "spec.transparency.patientNotice.text"),
  ...hole("patient-notice", "spec.transparency.patientNotice.contact"),
  ...hole("key-rotation", "spec.security.keyRotationDays"),
  ...hole("access-review", "spec.security.access.reviewDays"),
  ...hole("first-answer", "spec.monitoring.reportResponseHours"),
  ...hole("logoff", "spec.security.access.autoLogoffMinutes"),
  ...hole("encryption-at-rest", "spec.security.encryptionAtRest"),
  ...hole("encryption-in-transit", "spec.security.encryptionInTransit"),
  ...hole("no-local-recorders", "spec.security.localRecorders"),
  ...hole("storage-countries", "spec.data.storageCountries"),
  ...hole("log-fields", "spec.security.auditLog.fields"),
  ...hole("stop", "spec.oversight.overseers"),
  ...[0, 1].map((empty) => ({
    kind: "hole",
    name: `spec.oversight.overseers[].withinMinutes: ${empty ? "empty" : "absent"}`,
    truth: () => ({ stop: "unknown" }),
    spoil(document) {
      const path = `${onlyStopper(document)}.withinMinutes`;
      if (empty) set(document, path, null);
      else without(document, path);
    },
  })),
  ...hole("signals", "spec.monitoring.signals"),
  ...inList("signals", "spec.monitoring.signals", "everyDays"),
  ...inList("signals", "spec.monitoring.signals", "minimumCases"),
  ...hole("retention", "spec.data.retention"),
  ...inList("retention", "spec.data.retention", "days"),
  ...hole("vendor-contracts", "spec.vendors.0.dataAccess", (document) => without(document, "spec.vendors.0.contract")),
  ...hole("high-risk-mfa", "spec.security.access.mfa"),
  ...hole("updates-validated", "spec.change.revalidation", learns),
  ...hole("log-outlives-review", "spec.security.auditLog.retentionDays"),
  ...hole("log-outlives-review", "spec.security.auditLog.reviewDays"),
  ...hole("harm-told", "spec.data.people", (document) =>
    set(document, "spec.incidentResponse.patientNotice.withinDays", 90),
  ),
  ...hole("harm-told", "spec.incidentResponse.patientNotice.withinDays"),
  section("security", () => [
    "key-rotation",
    "access-review",
    "logoff",
    "encryption-at-rest",
    "encryption-in-transit",
    "no-local-recorders",
    "log-fields",
    "high-risk-mfa",
    "log-outlives-review",
  ]),
  section("monitoring", () => ["first-answer", "signals"]),
  section("oversight", () => ["stop"]),
  section("incidentResponse", () => ["fallback", "harm-told"]),
  section("transparency", () => ["patient-notice"]),
  section("change", (spec) => ["previous-version", ...(spec.model.learning === "locked" ? [] : ["updates-validated"])]),
];

/** One manifest in five has a violation, one in five a hole; defects take turns, so that each comes up as often. */
function* manifests(root, pins, count) {
  const random = randomOf(SEED);
  const templates = TEMPLATES.map((name) =>
    ordered(parseDocument(pinned(readFileSync(join(root, "examples/deploy", `${name}.yaml`), "utf8"), pins))),
  );
  const turns = { violation: 0, hole: 0 };
  for (let i = 0; i < count; i++) {
    const template = i % templates.length;
    const document = templates[template].clone();
    const name = `${TEMPLATES[template]}-${String(i).padStart(5, "0")}`;
    document.setIn(["metadata", "name"], name);
    set(document, "spec.security.keyRotationDays", 90 + Math.floor(random() * 270));
    set(document, "spec.data.people", 10000 + Math.floor(random() * 90000));
    const kind = [undefined, undefined, undefined, "violation", "hole"][Math.floor(random() * 5)];
    const choice = DEFECTS.filter((defect) => defect.kind === kind);
    const defect = kind && choice[turns[kind]++ % choice.length];
    const truth = defect?.truth(document.toJS().spec) ?? {};
    defect?.spoil(document, random);
    yield { name, document, defect: defect?.name ?? null, kind: kind ?? "clean", truth };
  }
}

const digestOf = (text) => createHash("sha256").update(text).digest("hex");

/**
 * The examples' evidence as it is when one system stands on many sites: about a model, not about the one deployment.
 *
 * @returns the text of each file by its path in `examples`
 */
function evidence(root) {
  const files = TEMPLATES.flatMap((name) =>
    readdirSync(join(root, "examples/evidence", name)).map((file) => `evidence/${name}/${file}`),
  );
  const contracts = readdirSync(join(root, "examples/contracts")).map((file) => `contracts/${file}`);
  const read = (file) => [file, readFileSync(join(root, "examples", file), "utf8")];
  return new Map([
    ...contracts.map(read),
    ...files
      .map(read)
      .map(([file, text]) => [file, text.replace(/^(subject:(?: \{|\n) *)system: [\w-]+(?:, |\n *)/m, "$1")]),
  ]);
}

/** A manifest's text with the digests of evidence as it is here. */
function pinned(text, pins) {
  return text.replace(
    /(path: \.\.\/)([^ ,]+)(, sha256: ")[0-9a-f]+/g,
    (_, before, path, between) => `${before}${path}${between}${digestOf(pins.get(path))}`,
  );
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/**
 * Lays the manifests out in a folder, once per size and format, under two roots: `rules`, governed by the twenty rules
 * alone, and `packs`, governed as the examples are. Both hold the evidence that the manifests point at.
 *
 * @param root the project's
 * @param cache where generated files are kept
 * @param sizes how many manifests each folder holds
 * @returns the folder, and what is known of each manifest by its name
 */
export function corpus(root, cache, sizes) {
  const source = [
    import.meta.filename,
    join(import.meta.dirname, "rules/caregate.yaml"),
    ...TEMPLATES.map((name) => join(root, "examples/deploy", `${name}.yaml`)),
  ];
  const key = createHash("sha256");
  for (const file of source) key.update(readFileSync(file));
  const folder = join(cache, `corpus-${key.update(sizes.join()).digest("hex").slice(0, 12)}`);
  if (!existsSync(folder)) lay(root, folder, sizes);
  return { folder, known: JSON.parse(readFileSync(join(folder, "known.json"), "utf8")) };
}

function lay(root, folder, sizes) {
  const made = `${folder}.part`;
  rmSync(made, { recursive: true, force: true });
  const pins = evidence(root);
  const known = {};
  let count = 0;
  for (const { name, document, ...told } of manifests(root, pins, Math.max(...sizes))) {
    const texts = {
      yaml: document.toString({ lineWidth: 160 }),
      json: `${JSON.stringify(document.toJS(), null, 2)}\n`,
    };
    count += 1;
    known[name] = { ...told, bytes: Buffer.byteLength(texts.yaml) };
    for (const [format, text] of Object.entries(texts)) {
      for (const size of sizes.filter((one) => count <= one)) {
        const file = `${format}-${size}/${name}.${format}`;
        write(join(made, "rules", file), text);
        mkdirSync(join(made, "packs", `${format}-${size}`), { recursive: true });
        linkSync(join(made, "rules", file), join(made, "packs", file));
      }
    }
  }
  for (const one of ["rules", "packs"]) {
    for (const [path, text] of pins) write(join(made, one, path), text);
  }
  cpSync(join(root, "examples/.caregate/config.yaml"), join(made, "packs/.caregate/config.yaml"));
  write(join(made, "rules/.caregate/config.yaml"), "apiVersion: caregate/v1\nkind: Config\npacks: []\n");
  cpSync(join(import.meta.dirname, "rules/caregate.yaml"), join(made, "rules/.caregate/policies/bench.yaml"));
  write(join(made, "known.json"), JSON.stringify(known));
  renameSync(made, folder);
}
