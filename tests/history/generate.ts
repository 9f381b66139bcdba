// A repository whose history is known: what every commit does is decided here, and so is what has to be found.
import { execFileSync } from "node:child_process";

/** How large a history to make. */
export interface Size {
  readonly commits: number;
  readonly deployments: number;
  readonly policyChanges: number;
  readonly waivers: number;
  /** Whether the built-in packs are used, too; then there is more to find than is known. */
  readonly packs?: boolean;
}

/** A violation as it has to be found; a commit is identified by its number. */
export interface KnownLife {
  readonly deployment: string;
  readonly rule: string;
  readonly appeared: string;
  readonly by: number | null;
  readonly ended: string | null;
  readonly endedBy: number | null;
}

export interface KnownChange {
  readonly commit: number;
  readonly parameter: string;
  readonly direction: "loosened" | "tightened";
  /** The commit that made it as tight again, if any; known for what is loosened. */
  readonly until: number | null;
}

export interface KnownWaiver {
  readonly id: string;
  /** Each with the day, and the number of the commit, if it was one. */
  readonly events: readonly (readonly [kind: string, day: string, commit: number | null])[];
  readonly covers: boolean;
}

export interface Generated {
  /** The folder, from the top of the checkout, that is the root in the end. */
  readonly folder: string;
  /** The names of the commits by their numbers. */
  readonly commits: readonly string[];
  readonly lives: readonly KnownLife[];
  readonly changes: readonly KnownChange[];
  readonly waivers: readonly KnownWaiver[];
  readonly skewed: readonly number[];
  readonly lastDay: string;
}

interface Waiver {
  readonly id: string;
  readonly rule: number;
  readonly deployment: number;
  readonly from: string;
  readonly until: string;
}

interface State {
  /** The value that rules look at, by deployment; undefined where that is gone. */
  readonly values: (number | undefined)[];
  readonly limits: number[];
  readonly waivers: ReadonlyMap<string, Waiver>;
}

const RULES = 4;
const AGE = 0; // the rule that looks at a date
const AGE_LIMIT = 400;

const day = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);
const plus = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** Numbers that are the same every time: a linear congruential generator. */
function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const nameOf = (deployment: number): string => `system-${deployment}`;
const ruleOf = (rule: number): string => (rule === AGE ? "house/age" : `house/answer-${rule}`);
const changedOn = (deployment: number): string => plus("2024-06-01", (deployment * 37) % 700);

const manifest = (deployment: number, value: number): string => `apiVersion: caregate/v1
kind: AIDeployment
metadata:
  name: ${nameOf(deployment)}
  version: 1.0.0
  owner: { name: Kim Example, role: facilities-manager, email: facilities@hospital.example }
spec:
  purpose: Propose the order in which empty operating theatres are cleaned.
  function: operations
  stage: ${deployment % 2 === 0 ? "production" : "pilot"}
  jurisdictions: [US, US-MN]
  users: [administrative-staff]
  affects: [nobody]
  decisionRole: none
  risk: { level: low }
  model: { name: rota, version: 1.0.0, type: predictive, provider: self, learning: locked, lastChange: ${changedOn(deployment)} }
  data: { categories: [operational] }
  vendors: []
  monitoring: { reportResponseHours: ${value} }
`;

function policy(limits: readonly number[]): string {
  const parameters = limits.flatMap((limit, i) =>
    i === AGE
      ? []
      : [
          `  hours${i}: { type: integer, default: ${limit}, maximum: 500, stricter: lower, unit: hours, description: Time to answer. }`,
        ],
  );
  const rules = limits.map((_, i) => {
    const require =
      i === AGE
        ? `{ "<=": [{ daysBetween: [{ var: spec.model.lastChange }, { var: asOf }] }, ${AGE_LIMIT}] }`
        : `{ "<=": [{ var: spec.monitoring.reportResponseHours }, { param: hours${i} }] }`;
    return `  - id: ${ruleOf(i)}
    title: Rule ${i}
    severity: ${i === 1 ? "critical" : "high"}
    citations: [{ ref: House rule ${i} }]
    require: ${require}
    message: "{{metadata.name}} breaks rule ${i}."
    remediation: Fix it.
`;
  });
  return `apiVersion: caregate/v1
kind: Policy
metadata: { id: house, title: House rules, version: "1.0.0", owner: ai-office, effective: 2024-01-01 }
parameters:
${parameters.join("\n")}
rules:
${rules.join("")}`;
}

const waiverText = ({ id, rule, deployment, from, until }: Waiver): string => `apiVersion: caregate/v1
kind: Waiver
metadata: { id: ${id} }
spec:
  rule: ${ruleOf(rule)}
  deployment: ${nameOf(deployment)}
  reason: The team is being hired.
  approvedBy: { name: Jo Example, role: chief-risk-officer }
  from: ${from}
  until: ${until}
  compensatingControls: [A duty phone.]
`;

function isOpen({ values, limits }: State, deployment: number, rule: number, date: string): boolean {
  const value = values[deployment];
  if (value === undefined) return false;
  if (rule === AGE) return Date.parse(date) - Date.parse(changedOn(deployment)) > AGE_LIMIT * 86_400_000;
  return value > (limits[rule] as number);
}

/** Writes a history with `git fast-import` into an empty repository, and returns what is in it. */
export function generate(root: string, size: Size, seed = 7): Generated {
  const random = randomly(seed);
  const lines: string[] = [];
  const start = Date.parse("2024-11-04T09:00:00Z") / 1000;
  const step = Math.floor((720 * 86_400) / size.commits);
  const stepDays = Math.ceil(step / 86_400);
  let folder = "";
  let mark = 0;
  const first = Array.from({ length: size.deployments }, (_, i) => 20 + ((i * 13) % 60));
  let state: State = { values: first, limits: [0, 30, 50, 70], waivers: new Map() };
  const paths = state.values.map((_, i) => `deploy/${nameOf(i)}.yaml`);
  /** The states along the first parents, with the marks of their commits. */
  const line: { state: State; date: string; mark: number }[] = [];
  const changes: { commit: number; parameter: number; before: number; after: number }[] = [];
  const waived: { kind: string; id: string; date: string; commit: number }[] = [];
  const skewed: number[] = [];
  let latest = "";

  interface Written {
    readonly time: number;
    readonly subject: string;
    readonly files?: Readonly<Record<string, string | undefined>>;
    readonly moves?: readonly (readonly [string, string])[];
    readonly from?: number;
    readonly merge?: number;
    readonly branch?: string;
  }
  function commit({ time, subject, files = {}, moves = [], from, merge, branch = "main" }: Written): number {
    mark += 1;
    const hand = branch === "main" ? "Ada Example <ada@hospital.example>" : "Bo Example <bo@hospital.example>";
    lines.push(`commit refs/heads/${branch}`, `mark :${mark}`, `author ${hand} ${time} +0100`);
    lines.push(`committer ${hand} ${time} +0000`, `data ${Buffer.byteLength(subject)}`, subject);
    if (from !== undefined) lines.push(`from :${from}`);
    if (merge !== undefined) lines.push(`merge :${merge}`);
    for (const [old, now] of moves) lines.push(`R ${old} ${now}`);
    for (const [path, text] of Object.entries(files)) {
      if (text === undefined) lines.push(`D ${folder}${path}`);
      else lines.push(`M 100644 inline ${folder}${path}`, `data ${Buffer.byteLength(text)}`, text);
    }
    return mark;
  }
  /** Puts a commit on the first-parent line. */
  function land(written: Written): number {
    const number = commit(written);
    const date = day(written.time);
    if (date < latest || (line.length > 0 && written.time < timeOfLast)) skewed.push(number);
    if (date > latest) latest = date;
    timeOfLast = written.time;
    line.push({ state, date: latest, mark: number });
    return number;
  }
  let timeOfLast = 0;

  const setValue = (deployment: number, value: number | undefined): Record<string, string | undefined> => {
    state = { ...state, values: state.values.with(deployment, value) };
    return { [paths[deployment] as string]: value === undefined ? undefined : manifest(deployment, value) };
  };
  const setLimit = (rule: number, limit: number): Record<string, string> => {
    state = { ...state, limits: state.limits.with(rule, limit) };
    return { ".caregate/policies/house.yaml": policy(state.limits) };
  };
  const setWaiver = (id: string, waiver: Waiver | undefined): Record<string, string | undefined> => {
    const waivers = new Map(state.waivers);
    if (waiver) waivers.set(id, waiver);
    else waivers.delete(id);
    state = { ...state, waivers };
    return { [`.caregate/waivers/${id}.yaml`]: waiver && waiverText(waiver) };
  };

  land({
    time: start,
    subject: "Begin",
    files: {
      ".caregate/config.yaml": `apiVersion: caregate/v1\nkind: Config\n${size.packs === true ? "" : "packs: []\n"}`,
      ".caregate/policies/house.yaml": policy(state.limits),
      ...Object.fromEntries(first.map((value, i) => [paths[i] as string, manifest(i, value)])),
    },
  });

  const every = (count: number): number => Math.max(2, Math.floor((size.commits * 0.8) / count));
  let [policyLeft, waiverLeft] = [size.policyChanges, size.waivers];
  let reverts: { rule: number; limit: number } | undefined;
  for (let i = 1; i < size.commits; i++) {
    const time = start + i * step - (i % 37 === 20 ? Math.ceil(step * 1.5) : 0);
    const date = day(time) > latest ? day(time) : latest;
    const changeLimit = (rule: number, limit: number, land_: (files: Record<string, string>) => number): void => {
      const before = state.limits[rule] as number;
      changes.push({ commit: land_(setLimit(rule, limit)), parameter: rule, before, after: limit });
    };
    if (i === Math.floor(size.commits / 2)) {
      const moves = [
        [".caregate", "hospital/.caregate"],
        ["deploy", "hospital/deploy"],
      ] as const;
      land({ time, subject: "Move all into a folder", moves });
      folder = "hospital/";
    } else if (policyLeft > 0 && i % every(size.policyChanges) === 1) {
      policyLeft -= 1;
      const rule = 1 + random(RULES - 1);
      const old = state.limits[rule] as number;
      if (reverts && policyLeft % 3 === 0) {
        const { rule: back, limit } = reverts;
        reverts = undefined;
        changeLimit(back, limit, (files) => land({ time, subject: "Revert the limit", files }));
      } else if (policyLeft % 5 === 2) {
        const limit = old + 5 + random(10);
        const from = mark;
        changeLimit(rule, limit, (files) => {
          const side = commit({ time, subject: "Another limit", files, from, branch: "side" });
          return land({ time: time + 60, subject: `Merge pull request #${i} from side`, from, merge: side, files });
        });
      } else {
        reverts = { rule, limit: old };
        const limit = Math.max(10, old + (random(2) === 0 ? -1 : 1) * (3 + random(12)));
        changeLimit(rule, limit, (files) => land({ time, subject: `Another limit (#${i})`, files }));
      }
    } else if (waiverLeft > 0 && i % every(size.waivers) === 2) {
      waiverLeft -= 1;
      const open = [...state.values.keys()].flatMap((one) =>
        [1, 2, 3].flatMap((rule) => (isOpen(state, one, rule, date) ? [{ deployment: one, rule }] : [])),
      );
      const about = open[random(open.length)] ?? { deployment: 0, rule: 1 };
      const id = `waiver-${waiverLeft}`;
      const files = setWaiver(id, { id, ...about, from: date, until: plus(date, stepDays * (2 + random(6)) + 3) });
      waived.push({ kind: "granted", id, date, commit: land({ time, subject: `Waive ${id}`, files }) });
    } else if (i % 5 === 4 && [...state.waivers.values()].some(({ until }) => until >= date)) {
      const held = [...state.waivers.values()].filter(({ until }) => until >= date);
      const one = held[random(held.length)] as Waiver;
      if (random(3) > 0) {
        const files = setWaiver(one.id, { ...one, until: plus(one.until, stepDays * 3 + 2) });
        waived.push({ kind: "renewed", id: one.id, date, commit: land({ time, subject: "Renew", files }) });
      } else {
        waived.push({
          kind: "revoked",
          id: one.id,
          date,
          commit: land({ time, subject: "Revoke", files: setWaiver(one.id, undefined) }),
        });
      }
    } else if (i % 13 === 7) {
      const one = random(size.deployments);
      if (state.values[one] === undefined) land({ time, subject: "Nothing", files: { "README.md": `${i}\n` } });
      else {
        const old = paths[one] as string;
        paths[one] = `deploy/renamed-${i}/${nameOf(one)}.yaml`;
        land({ time, subject: "Rename", moves: [[folder + old, folder + paths[one]]] });
      }
    } else if (i % 17 === 9) {
      const one = random(size.deployments);
      land({
        time,
        subject: "Withdraw or bring back",
        files: setValue(one, state.values[one] === undefined ? 40 : undefined),
      });
    } else if (i % 7 === 3) land({ time, subject: "Nothing", files: { "README.md": `${i}\n` } });
    else if (i % 19 === 11) {
      const from = mark;
      const one = random(size.deployments);
      const files = setValue(one, 20 + random(60));
      const side = commit({ time, subject: "A value", files, from, branch: "side" });
      land({ time: time + 60, subject: "Merge branch 'side'", from, merge: side, files });
    } else land({ time, subject: `A value (#${i})`, files: setValue(random(size.deployments), 20 + random(60)) });
  }
  lines.push("done", "");
  const marks = `${root}/.git/generated-marks`;
  execFileSync("git", ["fast-import", "--quiet", "--done", `--export-marks=${marks}`], {
    cwd: root,
    input: lines.join("\n"),
  });
  const names: string[] = [];
  for (const one of execFileSync("cat", [marks], { encoding: "utf8" }).split("\n")) {
    const [number, name] = one.split(" ");
    if (name !== undefined) names[Number(number?.slice(1))] = name;
  }
  execFileSync("git", ["checkout", "--quiet", "-f", "main"], { cwd: root, stdio: "pipe" });

  const lastDay = plus(line.at(-1)?.date ?? "", 30);
  return {
    folder,
    commits: names,
    lives: livesIn(line, size.deployments, lastDay),
    changes: changes
      .filter(({ before, after }) => before !== after)
      .map(({ commit: number, parameter, before, after }) => ({
        commit: number,
        parameter: `house.hours${parameter}`,
        direction: after > before ? "loosened" : "tightened",
        until: line.find((one) => one.mark > number && (one.state.limits[parameter] as number) <= before)?.mark ?? null,
      })),
    waivers: waiversIn(line, waived, lastDay),
    skewed,
    lastDay,
  };
}

type Line = readonly { readonly state: State; readonly date: string; readonly mark: number }[];

/** Goes through the history day by day, and at every commit, and looks at each deployment and rule. */
function livesIn(line: Line, deployments: number, lastDay: string): KnownLife[] {
  const done: KnownLife[] = [];
  for (let deployment = 0; deployment < deployments; deployment++) {
    for (let rule = 0; rule < RULES; rule++) {
      let life: KnownLife | undefined;
      const at = (open: boolean, date: string, mark: number | null): void => {
        if (open && !life) {
          const about = { deployment: nameOf(deployment), rule: ruleOf(rule) };
          life = { ...about, appeared: date, by: mark, ended: null, endedBy: null };
        } else if (!open && life) {
          done.push({ ...life, ended: date, endedBy: mark });
          life = undefined;
        }
      };
      line.forEach(({ state, date, mark }, i) => {
        at(isOpen(state, deployment, rule, date), date, mark);
        const end = line[i + 1]?.date ?? lastDay;
        for (let next = plus(date, 1); next <= end; next = plus(next, 1))
          at(isOpen(state, deployment, rule, next), next, null);
      });
      if (life) done.push(life);
    }
  }
  return done;
}

function waiversIn(
  line: Line,
  waived: readonly { kind: string; id: string; date: string; commit: number }[],
  lastDay: string,
): KnownWaiver[] {
  const ids = [...new Set(waived.map(({ id }) => id))];
  return ids.map((id) => {
    const events: [string, string, number | null][] = waived
      .filter((one) => one.id === id)
      .map(({ kind, date, commit }) => [kind, date, commit]);
    const last = line.findLast(({ state }) => state.waivers.has(id))?.state.waivers.get(id) as Waiver;
    const revoked = events.some(([kind]) => kind === "revoked");
    if (!revoked && last.until < lastDay) events.push(["expired", plus(last.until, 1), null]);
    const covers = line.some(({ state, date }, i) => {
      const held = state.waivers.get(id);
      const end = line[i + 1]?.date ?? lastDay;
      if (!held) return false;
      for (let next = date; next <= end; next = plus(next, 1))
        if (held.from <= next && next <= held.until && isOpen(state, held.deployment, held.rule, next)) return true;
      return false;
    });
    return { id, events, covers };
  });
}
