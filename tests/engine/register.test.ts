import { describe, expect, test } from "vitest";
import { buildRegister } from "../../src/engine/register.ts";
import { UsageError } from "../../src/util/errors.ts";
import { answering, governed, silent, waiver } from "../support/governed-repository.ts";
import { commitOn, repository, write } from "../support/repository.ts";

const asOf = "2026-11-22";

const contract = `apiVersion: caregate/v1
kind: Contract
metadata: { id: hosting, date: 2026-01-10, by: Jo Example, nextReview: 2026-12-01 }
vendor: Harbor
instruments: [services]
clauses: [permitted-uses]
effective: 2026-01-10
expires: 2027-01-09
`;
const evidence = "evidence:\n  - { kind: Contract, id: hosting, path: hosting.yaml }\n";

const summaryOf = async (cwd: string, day = asOf) => (await buildRegister({ cwd, asOf: day, days: 60 })).register;

describe("the register of the working tree", () => {
  test("has what each manifest states, with its evidence and the dates of that", async () => {
    const cwd = repository({ ...governed, "a.yaml": `${answering(90)}${evidence}`, "hosting.yaml": contract });
    const { deployments, due, problems } = await summaryOf(cwd);
    expect(problems).toEqual([]);
    expect(deployments).toMatchObject([
      {
        name: "theatre-cleaning",
        version: "1.0.0",
        owner: { name: "Kim Example", role: "facilities-manager", email: "facilities@hospital.example" },
        stage: "production",
        inProduction: true,
        risk: { level: "low" },
        model: { name: "rota", version: "1.0.0", provider: "self" },
        vendors: [],
        evidence: [
          {
            kind: "Contract",
            file: "hosting.yaml",
            status: "usable",
            date: "2026-01-10",
            ageDays: 316,
            nextDue: "2026-12-01",
          },
        ],
        findings: [{ rule: "local/first-answer", severity: "high", outcome: "fail" }],
      },
    ]);
    expect(due).toMatchObject([
      {
        date: "2026-12-01",
        inDays: 9,
        kind: "evidence-review",
        deployments: ["theatre-cleaning"],
        file: "hosting.yaml",
        line: 3,
      },
      { date: "2027-01-09", inDays: 48, kind: "contract-end", path: "expires" },
    ]);
  });

  test("a document that two deployments name falls due once; a document that does not count never does", async () => {
    const cwd = repository({
      ...governed,
      "a.yaml": `${answering(1)}${evidence}`,
      "b.yaml": `${answering(1, "ward-cleaning")}${evidence}`,
      "hosting.yaml": contract,
    });
    expect((await summaryOf(cwd)).due.map((one) => one.deployments)).toEqual([
      ["theatre-cleaning", "ward-cleaning"],
      ["theatre-cleaning", "ward-cleaning"],
    ]);
    write(cwd, {
      "a.yaml": `${answering(1)}${evidence.replace("id: hosting", `id: hosting, sha256: "${"0".repeat(64)}"`)}`,
    });
    const register = await summaryOf(cwd);
    expect(register.due.map((one) => one.deployments)).toEqual([["ward-cleaning"], ["ward-cleaning"]]);
    expect(register.deployments[0]?.evidence).toMatchObject([{ status: "refused", date: null, nextDue: null }]);
  });

  test("a date that moves keeps its identity; another document has another one", async () => {
    const files = { ...governed, "a.yaml": `${answering(1)}${evidence}`, "hosting.yaml": contract };
    const cwd = repository(files);
    const before = (await summaryOf(cwd)).due.map(({ id }) => id);
    write(cwd, { "hosting.yaml": contract.replace("2026-12-01", "2026-12-24") });
    const after = (await summaryOf(cwd)).due;
    expect(after.map(({ id }) => id)).toEqual(before);
    expect(after[0]?.date).toBe("2026-12-24");
    expect(new Set(before).size).toBe(2);
  });

  test("a passed date stays, a date beyond the period does not come", async () => {
    const cwd = repository({ ...governed, "a.yaml": `${answering(1)}${evidence}`, "hosting.yaml": contract });
    expect((await summaryOf(cwd, "2026-12-05")).due.map(({ inDays }) => inDays)).toEqual([-4, 35]);
    const { register } = await buildRegister({ cwd, asOf, days: 9 });
    expect(register.due.map(({ date }) => date)).toEqual(["2026-12-01"]);
  });

  test("a system without a stage is neither in production nor out of it", async () => {
    const cwd = repository({ ...governed, "a.yaml": silent().replace("stage: production", "stage: null") });
    const [deployment] = (await summaryOf(cwd)).deployments;
    expect(deployment).toMatchObject({ stage: null, inProduction: null });
    expect(deployment?.findings).toMatchObject([{ outcome: "unknown" }]);
  });

  test("a retired system has no review due", async () => {
    const cwd = repository({
      ...governed,
      "a.yaml": `${answering(1)}${evidence}`.replace("stage: production", "stage: retired"),
      "hosting.yaml": contract,
    });
    const { deployments, due } = await summaryOf(cwd);
    expect(due).toEqual([]);
    expect(deployments).toMatchObject([{ inProduction: false, evidence: [{ nextDue: null }] }]);
  });

  test("waivers have their state, and only those in effect or to come fall due", async () => {
    const ahead = waiver.replace("w-1", "w-2").replace("2026-11-01", "2026-12-01").replace("2027-01-20", "2027-01-10");
    const long = waiver.replace("w-1", "w-3").replace("2027-01-20", "2030-01-20");
    const other = waiver.replace("w-1", "w-4").replace("deployment: theatre-cleaning", "deployment: elsewhere");
    const over = waiver.replace("w-1", "w-5").replace("2026-11-01", "2026-06-01").replace("2027-01-20", "2026-07-01");
    const cwd = repository({ ...governed, "a.yaml": answering(90) });
    for (const [i, text] of [waiver, ahead, long, other, over].entries())
      write(cwd, { [`.caregate/waivers/w-${i}.yaml`]: text });
    const { deployments, waivers, due, problems } = await summaryOf(cwd);
    expect(deployments[0]?.waivers.map(({ id, status, covers }) => [id, status, covers])).toEqual([
      ["w-5", "ended", 0],
      ["w-2", "upcoming", 0],
      ["w-1", "active", 1],
      ["w-3", "refused", 0],
    ]);
    expect(deployments[0]).toMatchObject({ findings: [], waived: 1 });
    expect(waivers.map(({ id }) => id)).toEqual(["w-4"]);
    expect(due.map(({ date, kind }) => [date, kind])).toEqual([
      ["2027-01-10", "waiver-end"],
      ["2027-01-20", "waiver-end"],
      ["2027-01-20", "waiver-end"],
    ]);
    expect(problems.map(({ code }) => code)).toEqual(["waiver/too-long"]);
  });

  test("a manifest that cannot be read is an error of the register", async () => {
    const cwd = repository({
      ...governed,
      "a.yaml": answering(1),
      "b.yaml": answering(1).replace("purpose:", "purpos:["),
    });
    const { deployments, problems } = await summaryOf(cwd);
    expect(deployments).toHaveLength(1);
    expect(problems.map(({ file }) => file)).toContain("b.yaml");
  });
});

describe("the register of a day", () => {
  test("is that of the commit of the day, whatever came later", async () => {
    const cwd = repository({ ...governed, "a.yaml": answering(90) });
    const first = commitOn(cwd, "2026-03-01", "Add a system");
    write(cwd, { "a.yaml": answering(90).replace("stage: production", "stage: retired") });
    commitOn(cwd, "2026-06-01", "Retire it");
    write(cwd, { "b.yaml": answering(1, "not-committed") });
    const { register } = await buildRegister({ cwd, asOf, at: "2026-05-31" });
    expect(register).toMatchObject({
      asOf: "2026-05-31",
      commit: { commit: first, day: "2026-03-01", subject: "Add a system" },
    });
    expect(register.deployments.map(({ name, inProduction }) => [name, inProduction])).toEqual([
      ["theatre-cleaning", true],
    ]);
    const later = await buildRegister({ cwd, asOf, at: "2026-06-01" });
    expect(later.register.deployments.map(({ inProduction }) => inProduction)).toEqual([false]);
    await expect(buildRegister({ cwd, asOf, at: "2026-02-28" })).rejects.toThrow(UsageError);
  });
});
