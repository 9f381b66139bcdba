import type { Diagnostic } from "../../model/diagnostic.ts";
import { type Finding, type RelatedLocation, type Waiver, isUnmet, reasonTexts } from "../../model/finding.ts";
import { getAt, compareCodeUnits } from "../../util/json.ts";
import { uriOf } from "../text/markdown.ts";
import type { Format, FormatOptions } from "../format.ts";
import { citedRules } from "./cited-rules.ts";
import { buildReproduction } from "./reproduction.ts";
import { uniqueBy } from "../../util/list.ts";
import { uuidOf } from "../../util/uuid.ts";
import type { Report } from "../../model/report.ts";
import type { RuleInfo } from "../../model/rule.ts";

const OSCAL_VERSION = "1.2.1";

/** The namespace of caregate properties, and its UUID as a URL name. */
const NAMESPACE = "urn:caregate:v1";
const NAMESPACE_UUID = uuidOf("6ba7b811-9dad-11d1-80b4-00c04fd430c8", NAMESPACE);

type Uuids = (...parts: readonly string[]) => string;

/** Creates UUIDs that depend only on the policies and the names; no two are equal. */
function createUuids(digest: string): Uuids {
  const given = new Map<string, number>();
  return (...parts) => {
    const name = JSON.stringify([digest, ...parts]);
    const before = given.get(name) ?? 0;
    given.set(name, before + 1);
    return uuidOf(NAMESPACE_UUID, before === 0 ? name : `${name}${before}`);
  };
}

/** Text on one line: OSCAL strings have one line and are not empty. */
const line = (text: string): string => text.replaceAll(/\s+/g, " ").trim() || "-";

/** JSON on one line: characters that end a line for a regular expression are escaped. */
const onOneLine = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`);

const prop = (name: string, value: string) => ({ name, ns: NAMESPACE, value: line(value) });

/** A named list, or nothing if it is empty: OSCAL has no empty lists. */
const listed = <K extends string, T>(name: K, list: readonly T[]) =>
  (list.length === 0 ? {} : { [name]: list }) as { [key in K]?: readonly T[] };

/** The id of the control for a rule, and of its objective. */
const controlOf = ({ id }: RuleInfo): string => id.replace("/", ".").replace(/^(?=\d)/, "_");
const objectiveOf = (rule: RuleInfo): string => `${controlOf(rule)}_obj`;

interface Making {
  readonly uuid: Uuids;
  /** Midnight of the evaluation date. */
  readonly time: string;
  readonly tool: string;
  /** UUIDs of the deployments. */
  readonly components: ReadonlyMap<string, string>;
  readonly digests: ReadonlyMap<string, string>;
}

const deploymentKey = ({ manifest: { file, name } }: Finding): string => JSON.stringify([file, name]);

function objective(rule: RuleInfo) {
  const cited = rule.citations.map(({ ref }) => prop("citation", ref));
  const links = rule.citations.flatMap(({ ref, url }) =>
    url === undefined ? [] : [{ href: url, rel: "reference", text: line(ref) }],
  );
  return {
    "control-id": controlOf(rule),
    description: rule.title,
    props: [prop("rule", rule.id), prop("severity", rule.severity), ...cited],
    ...listed("links", links),
    parts: [{ id: objectiveOf(rule), name: "objective", title: line(rule.title), prose: rule.title }],
  };
}

function component({ digests }: Making, uuid: string, { manifest: { name, file } }: Finding) {
  const digest = digests.get(file);
  return {
    uuid,
    type: "system",
    title: line(name),
    description: `AI deployment \`${name}\`, declared in \`${file}\`.`,
    props: [
      prop("deployment", name),
      prop("manifest", file),
      ...(digest === undefined ? [] : [prop("sha256", digest)]),
    ],
    links: [{ href: uriOf(file), rel: "reference" }],
    // The stage in the manifest is not the OSCAL status of the component.
    status: { state: "other" },
  };
}

/** The files that an outcome depends on, each with its first location. */
function evidenceOf({ digests }: Making, { primary, related, manifest }: Finding) {
  const places = new Map<string, RelatedLocation>();
  for (const place of [{ ...primary, note: "The location of the finding." }, ...related])
    if (!places.has(place.file)) places.set(place.file, place);
  const read = [...places.values()].map(({ file, start, note }) => ({
    file,
    description: line(note),
    place: [prop("line", String(start.line)), prop("column", String(start.column))],
  }));
  const named = places.has(manifest.file) ? [] : [{ file: manifest.file, description: "The manifest.", place: [] }];
  return [...read, ...named].map(({ file, description, place }) => {
    const digest = digests.get(file);
    return {
      href: uriOf(file),
      description,
      ...listed("props", [...place, ...(digest === undefined ? [] : [prop("sha256", digest)])]),
    };
  });
}

function observation(making: Making, uuid: string, finding: Finding) {
  const { message, rule, outcome, fingerprint } = finding;
  const reasons = reasonTexts(finding);
  const subject = making.components.get(deploymentKey(finding)) as string;
  return {
    uuid,
    title: line(rule.title),
    description: message,
    props: [prop("outcome", outcome), prop("fingerprint", fingerprint)],
    methods: ["TEST"],
    types: ["control-objective"],
    origins: [originOf(making)],
    subjects: [{ "subject-uuid": subject, type: "component", title: line(finding.manifest.name) }],
    "relevant-evidence": evidenceOf(making, finding),
    collected: making.time,
    ...(reasons.length === 0 ? {} : { remarks: reasons.map((text) => `- ${line(text)}`).join("\n") }),
  };
}

const originOf = ({ tool }: Making) => ({ actors: [{ type: "tool", "actor-uuid": tool }] });

/** A waiver is an accepted risk with a time limit and compensating measures. */
function acceptance({ uuid, time }: Making, risk: string, { id, reason, approvedBy, from, until, document }: Waiver) {
  const controls = getAt(document.value, ["spec", "compensatingControls"]);
  const factors = (Array.isArray(controls) ? controls : []).map((control) => ({
    uuid: uuid("mitigating-factor", risk),
    description: String(control),
  }));
  return {
    ...listed("mitigating-factors", factors),
    deadline: time.replace(/^[^T]*/, until),
    remediations: [
      {
        uuid: uuid("acceptance", risk),
        lifecycle: "completed",
        title: line(`Accepted by waiver ${id}`),
        description: reason,
        props: [
          { name: "type", value: "accept" },
          prop("waiver", id),
          prop("approved-by", approvedBy),
          prop("from", from),
          prop("until", until),
          prop("file", document.file),
        ],
        remarks: `Deviation approved by ${approvedBy} from ${from} until ${until}.`,
      },
    ],
  };
}

function recommendation({ uuid }: Making, risk: string, { remediation }: RuleInfo) {
  const response = { lifecycle: "recommendation", title: "What to do", description: remediation.trim() };
  return { remediations: [{ uuid: uuid("recommendation", risk), ...response }] };
}

function risk(making: Making, uuid: string, observed: string, finding: Finding) {
  const { rule, message, manifest, waiver, gates } = finding;
  const cites = finding.citations.map(({ ref }) => ref).join("; ");
  const facets = [{ name: "severity", system: NAMESPACE, value: rule.severity }];
  return {
    uuid,
    title: line(rule.title),
    description: message,
    statement: `${manifest.name} is not shown to meet ${cites}.`,
    props: [prop("gates", String(gates))],
    status: waiver ? "deviation-approved" : "open",
    origins: [originOf(making)],
    characterizations: [{ origin: originOf(making), facets }],
    ...(waiver ? acceptance(making, uuid, waiver) : recommendation(making, uuid, rule)),
    "related-observations": [{ "observation-uuid": observed }],
  };
}

function statusOf({ outcome, message }: Finding) {
  if (outcome === "pass") return { state: "satisfied", reason: "pass" };
  // An unknown result does not show compliance.
  return { state: "not-satisfied", reason: outcome === "fail" ? "fail" : "other", remarks: message };
}

function result(making: Making, finding: Finding) {
  const { uuid } = making;
  const { rule, manifest, message, outcome, gates, waiver, fingerprint } = finding;
  const observed = uuid("observation", fingerprint, manifest.file);
  const risked = isUnmet(finding.outcome) ? uuid("risk", fingerprint, manifest.file) : undefined;
  return {
    observation: observation(making, observed, finding),
    risk: risked === undefined ? undefined : risk(making, risked, observed, finding),
    finding: {
      uuid: uuid("finding", fingerprint, manifest.file),
      title: line(rule.title),
      description: message,
      props: [
        prop("rule", rule.id),
        prop("deployment", manifest.name),
        prop("severity", rule.severity),
        prop("outcome", outcome),
        prop("gates", String(gates)),
        ...(waiver ? [prop("waiver", waiver.id)] : []),
      ],
      origins: [originOf(making)],
      target: {
        type: "objective-id",
        "target-id": objectiveOf(rule),
        title: line(`${rule.id} for ${manifest.name}`),
        status: statusOf(finding),
      },
      "related-observations": [{ "observation-uuid": observed }],
      ...listed("related-risks", risked === undefined ? [] : [{ "risk-uuid": risked }]),
    },
  };
}

/** Input problems are observations too. */
function problem({ uuid, time }: Making, { code, severity, message, file, span: { start } }: Diagnostic) {
  return {
    uuid: uuid("problem", code, file, message),
    title: line(code),
    description: message,
    props: [prop("problem", severity), prop("line", String(start.line)), prop("column", String(start.column))],
    methods: ["EXAMINE"],
    "relevant-evidence": [{ href: uriOf(file), description: "The affected file." }],
    collected: time,
  };
}

function reviewed(rules: readonly RuleInfo[]) {
  if (rules.length === 0) return { "control-selections": [{ "include-all": {} }] };
  const controls = rules.map((rule) => ({ "control-id": controlOf(rule) }));
  const objectives = rules.map((rule) => ({ "objective-id": objectiveOf(rule) }));
  return {
    description: "Every effective rule; each is a control with one objective and cites its provision.",
    "control-selections": [{ "include-controls": controls }],
    "control-objective-selections": [{ "include-objectives": objectives }],
  };
}

const byFile = (a: Finding, b: Finding): number =>
  compareCodeUnits(a.manifest.file, b.manifest.file) || compareCodeUnits(a.manifest.name, b.manifest.name);

const remarksOf = ({ notEvaluated }: Report): string =>
  [
    "A rule that does not apply to a deployment has no finding.",
    ...notEvaluated.map(({ what, reason }) => `Not checked: ${line(what)}: ${line(reason)}.`),
  ].join("\n\n");

function metadata({ time }: Making, report: Report, options: FormatOptions) {
  const { policies, judged, asOf, toolVersion } = report;
  return {
    title: "Assessment of AI deployments by caregate",
    "last-modified": time,
    version: asOf,
    "oscal-version": OSCAL_VERSION,
    props: [
      prop("tool-version", toolVersion),
      prop("policies-digest", policies.digest),
      ...(policies.commit === null ? [] : [prop("policies-commit", policies.commit)]),
      ...(judged ? [prop("commit", judged.commit)] : []),
      { name: "recipe", ns: NAMESPACE, value: onOneLine(buildReproduction(report, options)) },
    ],
  };
}

/** The tool that created the results, as a component. */
function assessmentAssets(tool: string, platform: string, toolVersion: string) {
  return {
    components: [
      {
        uuid: tool,
        type: "software",
        title: "caregate",
        description: "Checks manifests of AI deployments against policies as code.",
        props: [{ name: "version", value: line(toolVersion) }],
        status: { state: "operational" },
      },
    ],
    "assessment-platforms": [{ uuid: platform, "uses-components": [{ "component-uuid": tool }] }],
  };
}

/** The policies and the input files. */
function backMatter({ uuid }: Making, plan: string, { policies, inputs }: Report) {
  return {
    resources: [
      {
        uuid: plan,
        title: "Policies",
        description: "The built-in packs, the organisation's policies, parameters, waivers, settings and keys.",
        props: [prop("digest", policies.digest), prop("source", policies.source)],
      },
      ...inputs.map(({ file, sha256 }) => ({
        uuid: uuid("input", file),
        title: line(file),
        rlinks: [{ href: uriOf(file), hashes: [{ algorithm: "SHA-256", value: sha256 }] }],
      })),
    ],
  };
}

/**
 * Formats the report as OSCAL assessment results: rules are controls, deployments are components, outcomes are
 * observations and findings, open findings are risks, and waivers are accepted risks.
 */
export const formatOscal: Format = (report, options) => {
  const { policies, judged, asOf, verdict, toolVersion, inputs, findings } = report;
  const uuid = createUuids(policies.digest);
  const [plan, tool, platform] = [uuid("policies"), uuid("tool"), uuid("platform")];
  const ofEach = uniqueBy(findings, deploymentKey).toSorted(byFile);
  const components = new Map(ofEach.map((one) => [deploymentKey(one), uuid("deployment", deploymentKey(one))]));
  const digests = new Map(inputs.map(({ file, sha256 }) => [file, sha256]));
  const making: Making = { uuid, time: `${asOf}T00:00:00Z`, tool, components, digests };
  const rules = [...citedRules(findings).values()].toSorted((a, b) => compareCodeUnits(a.id, b.id));
  const results = findings.filter(({ outcome }) => outcome !== "not-applicable").map((one) => result(making, one));
  const problems = report.diagnostics.map((one) => problem(making, one));
  const place = judged ? `commit ${judged.commit}` : "files of the working tree";
  const body = {
    metadata: metadata(making, report, options),
    "import-ap": { href: `#${plan}`, remarks: "The effective policies are the plan." },
    ...(rules.length === 0 ? {} : { "local-definitions": { "objectives-and-methods": rules.map(objective) } }),
    results: [
      {
        uuid: uuid("result", asOf, judged?.commit ?? ""),
        title: `State of ${asOf}`,
        description: `Every manifest, checked by every effective rule, as of ${asOf}; ${place}.`,
        start: making.time,
        end: making.time,
        props: [prop("verdict", verdict)],
        "local-definitions": {
          ...listed(
            "components",
            ofEach.map((one) => component(making, components.get(deploymentKey(one)) as string, one)),
          ),
          "assessment-assets": assessmentAssets(tool, platform, toolVersion),
        },
        "reviewed-controls": reviewed(rules),
        ...listed("observations", [...problems, ...results.map(({ observation: one }) => one)]),
        ...listed(
          "risks",
          results.flatMap(({ risk: one }) => (one ? [one] : [])),
        ),
        ...listed(
          "findings",
          results.map(({ finding }) => finding),
        ),
        remarks: remarksOf(report),
      },
    ],
    "back-matter": backMatter(making, plan, report),
  };
  const document = { "assessment-results": { uuid: uuidOf(NAMESPACE_UUID, JSON.stringify(body)), ...body } };
  return `${JSON.stringify(document, null, 2)}\n`;
};
