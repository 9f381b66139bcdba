// Writes down what of others is in dist/: a bill of materials in CycloneDX, and the licences with their texts. Both are
// made from the modules that the bundle really holds, and are the same bytes wherever and whenever they are made.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);

/** Licences that let dist/ be passed on under Apache-2.0. */
const allowed = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"]);

/**
 * A package that the bundle holds parts of.
 * @typedef {object} Package
 * @property {string} name
 * @property {string} version
 * @property {string} license by its SPDX identifier
 * @property {string} text of the licence
 * @property {string[]} dependencies names of the packages that it asks for
 * @property {string} integrity as the lock file states it
 */

/** @param {string} path from the root */
const read = (path) => readFileSync(new URL(path, root), "utf8");

const lock = JSON.parse(read("package-lock.json")).packages;

/**
 * The folder of the package that a module belongs to, or undefined for one of our own.
 * @param {string} module
 */
function folderOf(module) {
  // What the bundler adds of its own, to tie modules together.
  if (module.startsWith("\0rolldown/")) return "node_modules/rolldown";
  const start = module.lastIndexOf("node_modules/");
  const match = /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module.slice(start).replaceAll("\\", "/"));
  if (start < 0 || !match) return undefined;
  const outer = module.indexOf("node_modules/");
  return `${module.slice(outer, start).replaceAll("\\", "/")}${match[0]}`;
}

/**
 * @param {string} folder
 * @returns {Package}
 */
function packageIn(folder) {
  const { name, version, license, dependencies = {} } = JSON.parse(read(`${folder}/package.json`));
  if (!allowed.has(license)) throw new Error(`${name} ${version} is licensed as ${license}, which dist/ cannot hold`);
  const file = readdirSync(new URL(`${folder}/`, root)).find((one) => /^licen[cs]e/i.test(one));
  if (file === undefined) throw new Error(`${name} ${version} comes without the text of its licence`);
  const { integrity } = lock[folder] ?? {};
  if (integrity === undefined) throw new Error(`${name} ${version} is not in package-lock.json`);
  const text = read(`${folder}/${file}`).replaceAll("\r\n", "\n").trim();
  return { name, version, license, text, dependencies: Object.keys(dependencies), integrity };
}

/** @param {{ readonly name: string, readonly version: string }} one */
const purlOf = ({ name, version }) => `pkg:npm/${name.replace("@", "%40")}@${version}`;

/** @param {{ readonly name: string, readonly version: string }} one */
function named({ name, version }) {
  const [group, own] = name.startsWith("@") ? name.split("/") : [undefined, name];
  return { ...(group === undefined ? {} : { group }), name: own, version };
}

/** @param {Package} one */
function component({ integrity, ...one }) {
  const digest = Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex");
  return {
    type: "library",
    "bom-ref": purlOf(one),
    ...named(one),
    scope: "required",
    hashes: [{ alg: "SHA-512", content: digest }],
    licenses: [{ license: { id: one.license } }],
    purl: purlOf(one),
  };
}

/** @param {Package[]} packages */
function bill(packages) {
  const own = JSON.parse(read("package.json"));
  /** @param {string[]} names */
  const refs = (names) => packages.filter(({ name }) => names.includes(name)).map(purlOf);
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      lifecycles: [{ phase: "build" }],
      component: {
        type: "application",
        "bom-ref": purlOf(own),
        ...named(own),
        description: own.description,
        licenses: [{ license: { id: own.license } }],
        purl: purlOf(own),
      },
    },
    components: packages.map(component),
    dependencies: [
      { ref: purlOf(own), dependsOn: refs(Object.keys(own.devDependencies)) },
      ...packages.map((one) => ({ ref: purlOf(one), dependsOn: refs(one.dependencies) })),
    ],
    compositions: [{ aggregate: "complete", assemblies: [purlOf(own)] }],
  };
}

const RULE = "-".repeat(80);

/** @param {Package[]} packages */
function licences(packages) {
  const parts = packages.map(
    ({ name, version, license, text }) => `${RULE}\n${name} ${version}, ${license}\n\n${text}\n`,
  );
  return `dist/ holds parts of the packages below, each under its own licence.\n\n${parts.join("\n")}`;
}

/**
 * Writes `dist/sbom.cdx.json` and `dist/licences.txt` for a bundle; fails on a licence that does not fit.
 * @param {readonly import("rolldown").RolldownOutput["output"][number][]} output
 */
export function writeBillOfMaterials(output) {
  const modules = output.flatMap((one) => (one.type === "chunk" ? Object.keys(one.modules) : []));
  const folders = new Set(modules.flatMap((module) => folderOf(module) ?? []));
  const byPurl = new Map([...folders].map(packageIn).map((one) => [purlOf(one), one]));
  const packages = [...byPurl.keys()].toSorted().map((purl) => /** @type {Package} */ (byPurl.get(purl)));
  writeFileSync(new URL("dist/sbom.cdx.json", root), `${JSON.stringify(bill(packages), null, 2)}\n`);
  writeFileSync(new URL("dist/licences.txt", root), licences(packages));
}
