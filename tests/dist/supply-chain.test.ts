// What goes into dist/, and how it gets to those who use it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { project, read } from "../support/repository.ts";

interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
}
interface Component {
  readonly type: string;
  readonly "bom-ref": string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: { alg: string; content: string }[];
  readonly licenses: { license: { id: string } }[];
}
interface Bill {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly version: number;
  readonly metadata: { readonly timestamp?: string; readonly component: Component };
  readonly components: Component[];
  readonly dependencies: { ref: string; dependsOn: string[] }[];
}

const json = (file: string): unknown => JSON.parse(read(project, file));
const manifest = json("package.json") as Partial<Record<string, Record<string, string>>>;
const { packages } = json("package-lock.json") as { packages: Record<string, Locked> };
const bill = json("dist/sbom.cdx.json") as Bill;

describe("dependencies", () => {
  test("none is installed with the package, and those of development are pinned exactly", () => {
    expect([manifest["dependencies"], manifest["optionalDependencies"]]).toEqual([undefined, undefined]);
    for (const [name, version] of Object.entries(manifest["devDependencies"] ?? {})) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  test("each is known by the digest of its content, and comes from the registry", () => {
    const locked = Object.entries(packages).filter(([path]) => path !== "");
    expect(locked.length).toBeGreaterThan(100);
    for (const [path, { integrity, resolved }] of locked) {
      expect(integrity, path).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
      expect(resolved, path).toBeUndefined();
    }
  });
});

describe("the bill of materials", () => {
  const { component } = bill.metadata;

  test("has the form of CycloneDX, without a clock or a chance in it", () => {
    expect([bill.bomFormat, bill.specVersion, bill.version]).toEqual(["CycloneDX", "1.6", 1]);
    expect([bill.metadata.timestamp, "serialNumber" in bill]).toEqual([undefined, false]);
    const refs = [component, ...bill.components].map((one) => one["bom-ref"]);
    expect(new Set(refs).size).toBe(refs.length);
    expect(bill.dependencies.map(({ ref }) => ref)).toEqual(refs);
    for (const { dependsOn } of bill.dependencies) for (const ref of dependsOn) expect(refs).toContain(ref);
    for (const one of bill.components) {
      const name = one.group === undefined ? one.name : `${one.group}/${one.name}`;
      expect(one.type).toBe("library");
      expect(one.purl).toBe(`pkg:npm/${name.replace("@", "%40")}@${one.version}`);
      expect(one.hashes).toEqual([{ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) as string }]);
    }
  });

  test("names each package as it is locked, under a licence that lets it be passed on", () => {
    const allowed = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"];
    for (const { group, name, version, hashes, licenses } of bill.components) {
      const path = `node_modules/${group === undefined ? "" : `${group}/`}${name}`;
      const digests = Object.entries(packages)
        .filter(([where, locked]) => where.endsWith(path) && locked.version === version)
        .map(([, { integrity = "" }]) => Buffer.from(integrity.slice(7), "base64").toString("hex"));
      expect(digests, path).toContain(hashes[0]?.content);
      expect(allowed, path).toContain(licenses[0]?.license.id);
    }
  });

  test("misses no package whose code is in dist/, and each comes with its licence", () => {
    const texts = [join(project, "dist"), join(project, "dist/chunks")].flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.c?js$/.test(entry.name))
        .map((entry) => readFileSync(join(folder, entry.name), "utf8")),
    );
    // A word that stands in the code of each, whatever is done to make it smaller.
    const marks: Record<string, string> = {
      yaml: "Nested mappings are not allowed",
      undici: "UND_ERR_",
      re2js: "PREFIX_CASE",
      "csv-parse": "CSV_",
      octokit: "octokit",
      picomatch: "picomatch",
      "json-logic-js": "Unrecognized operation",
      bottleneck: "bottleneck",
    };
    const names = bill.components.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`));
    for (const [name, mark] of Object.entries(marks))
      if (texts.some((text) => text.includes(mark))) expect(names).toContain(name);
    expect(Object.values(marks).filter((mark) => texts.some((text) => text.includes(mark))).length).toBeGreaterThan(5);
    const licences = read(project, "dist/licences.txt");
    for (const { group, name, version, licenses } of bill.components)
      expect(licences).toContain(
        `\n${group === undefined ? "" : `${group}/`}${name} ${version}, ${licenses[0]?.license.id ?? ""}\n`,
      );
    expect(licences.match(/copyright/gi)?.length).toBeGreaterThan(names.length);
  });
});

interface Workflow {
  readonly on: { push?: { tags?: string[]; branches?: string[] } };
  readonly permissions: Record<string, string>;
  readonly jobs: Record<
    string,
    {
      permissions?: Record<string, string>;
      environment?: string;
      steps: { uses?: string; run?: string; with?: Record<string, unknown> }[];
    }
  >;
}
const folder = ".github/workflows";
const workflows = readdirSync(join(project, folder)).map((file) => [file, read(project, `${folder}/${file}`)] as const);

describe("workflows", () => {
  test.each(workflows)("%s names every action by its commit, and knows no secret", (_, text) => {
    const { jobs } = parse(text) as Workflow;
    const uses = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.uses ?? []));
    expect(uses.length).toBeGreaterThan(0);
    for (const one of uses) expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(text).not.toMatch(/secrets\.|(?<!GH)_TOKEN|pull_request_target/);
    // The workflow's own token, which ends with the job.
    for (const [, token] of text.matchAll(/GH_TOKEN: (.*)/g)) expect(token).toBe("${{ github.token }}");
    // What a text of an event holds is never pasted into a script.
    const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap((step) => step.run ?? []));
    for (const script of scripts) expect(script).not.toContain("${{");
  });

  test("a release contains what was built again, and no code of others runs where its identity can be had", () => {
    const { on, permissions, jobs } = parse(read(project, `${folder}/release.yml`)) as Workflow;
    expect(on).toEqual({ push: { tags: ["v*"] } });
    expect(permissions).toEqual({});
    const [build, publish] = [jobs["build"], jobs["publish"]];
    expect(build?.permissions).toEqual({ contents: "read" });
    expect(build?.steps.map(({ run }) => run)).toContain("bash .ci/run");
    expect(publish?.permissions).toEqual({ "id-token": "write", attestations: "write" });
    const scripts = publish?.steps.flatMap(({ run }) => run ?? []) ?? [];
    expect(scripts.filter((script) => !/^tar |^npm publish --ignore-scripts --provenance /.test(script))).toEqual([]);
    expect(publish?.steps.some(({ uses }) => uses?.includes("/checkout@"))).toBe(false);
    expect(publish?.steps.some(({ uses }) => uses?.startsWith("actions/attest-build-provenance@"))).toBe(true);
  });

  test("what CI compares with a fresh build is all of dist/, its bill of materials too", () => {
    expect(read(project, ".ci/run")).toMatch(/git status --porcelain -- dist docs schemas/);
  });
});
