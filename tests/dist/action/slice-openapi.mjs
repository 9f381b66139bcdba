// @ts-nocheck: the description is walked as it is, without types.
// Cuts the operations that the action uses out of GitHub's OpenAPI description, which is far larger than all else here:
// their parameters and bodies, and of their answers the fields that are read. To bring it up to date, unpack
// @octokit/openapi and name its file:
//
//   node tests/dist/action/slice-openapi.mjs package/generated/api.github.com.json VERSION
import { readFileSync, writeFileSync } from "node:fs";

/** The operations, and what is read of each answer; `[]` stands for every element. */
const used = {
  "GET /repos/{owner}/{repo}": ["default_branch"],
  "GET /repos/{owner}/{repo}/compare/{basehead}": ["merge_base_commit.sha"],
  "GET /repos/{owner}/{repo}/pulls/{pull_number}": ["head.sha", "base.ref"],
  "GET /repos/{owner}/{repo}/git/ref/{ref}": ["object.sha"],
  "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": [
    "truncated",
    "tree[].path",
    "tree[].mode",
    "tree[].type",
    "tree[].sha",
    "tree[].size",
  ],
  "GET /repos/{owner}/{repo}/git/blobs/{file_sha}": ["content", "encoding"],
  "GET /repos/{owner}/{repo}/issues/{issue_number}/comments": ["[].id", "[].body", "[].user.login", "[].user.type"],
  "POST /repos/{owner}/{repo}/issues/{issue_number}/comments": [],
  "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}": [],
  "POST /repos/{owner}/{repo}/check-runs": ["id"],
  "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}": [],
  "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews": [],
  "GET /user": ["login"],
};

const [file, version] = process.argv.slice(2);
const description = JSON.parse(readFileSync(file, "utf8"));

function resolved(node) {
  if (Array.isArray(node)) return node.map(resolved);
  if (node === null || typeof node !== "object") return node;
  if (typeof node.$ref === "string")
    return resolved(
      node.$ref
        .slice(2)
        .split("/")
        .reduce((at, key) => at[key], description),
    );
  const kept = Object.entries(node).filter(
    ([key]) => !["example", "examples", "externalDocs", "description"].includes(key),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, resolved(value)]));
}

/** The schema of one field of an answer. */
function field(schema, path) {
  const steps = path.match(/\[\]|[^.[\]]+/g);
  return steps.reduce((at, step) => {
    const one = at.anyOf?.find(({ properties }) => properties) ?? at.oneOf?.[0] ?? at.allOf?.[0] ?? at;
    const next = step === "[]" ? one.items : one.properties?.[step];
    if (!next) throw new Error(`there is no ${path} in the answer`);
    return next;
  }, schema);
}

const operations = Object.entries(used).map(([name, reads]) => {
  const [method, path] = name.split(" ");
  const { operationId, parameters = [], requestBody, responses } = description.paths[path][method.toLowerCase()];
  const status = Object.keys(responses).find((code) => code.startsWith("2"));
  const answer = resolved(responses[status].content["application/json"].schema);
  return {
    operationId,
    method,
    path,
    status: Number(status),
    parameters: resolved(parameters).map(({ name: of, in: where, required = false, schema }) => ({
      name: of,
      in: where,
      required,
      schema,
    })),
    body: requestBody ? resolved(requestBody.content["application/json"].schema) : null,
    reads: Object.fromEntries(reads.map((one) => [one, field(answer, one)])),
  };
});

const slice = {
  source: `GitHub's OpenAPI description, MIT licence, copyright GitHub; from @octokit/openapi ${version}, file ${file.split("/").at(-1)}`,
  operations,
};
writeFileSync(new URL("../../fixtures/github-openapi.json", import.meta.url), `${JSON.stringify(slice, null, 1)}\n`);
