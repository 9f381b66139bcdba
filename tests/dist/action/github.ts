import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { project } from "../../support/repository.ts";

interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly body: object | null;
}

const { operations } = JSON.parse(readFileSync(join(project, "tests/fixtures/github-openapi.json"), "utf8")) as {
  operations: readonly Operation[];
};
export const operationIds: readonly string[] = operations.map(({ operationId }) => operationId);

/** What a server does instead of answering. */
export type Fault =
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly message?: string;
      readonly times?: number;
    }
  | "reset"
  | "hang";

/** One request that came. */
export interface Request {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

interface Stored {
  id: number;
  body: string;
  user: { login: string; type: string };
}

/** A thread of review comments. */
export interface Thread {
  readonly id: string;
  isResolved: boolean;
  readonly author: string;
  readonly path: string;
  readonly line: number;
  readonly startLine: number;
  readonly body: string;
}

/** A small GitHub: one repository, one pull request, and a contract that every request is held against. */
export interface FakeGitHub {
  readonly url: string;
  readonly requests: Request[];
  /** What requests got wrong. */
  readonly breaches: string[];
  readonly comments: Stored[];
  readonly checkRuns: Record<string, unknown>[];
  /** Threads of review comments, as the suggestions of a review begin them. */
  readonly threads: Thread[];
  /** The account that the token writes as. GraphQL says it, and REST only for a user. */
  viewer: string;
  readonly faults: Map<string, Fault>;
  /** Branches, by name; the pull request's state. */
  readonly pullRequest: { headSha: string; baseRef: string };
  readonly defaultBranch: string;
  /** Whether the token may only read. */
  readOnly: boolean;
  /** Whether lists of files are cut, as those of a very large repository are. */
  truncated: boolean;
}

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const compiled = new Map<object, ValidateFunction>();
function problems(schema: object, value: unknown): string[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

/** The operation of a path, and its parameters. */
function match(method: string, path: string): { operation: Operation; values: Record<string, string> } | undefined {
  for (const operation of operations) {
    const names: string[] = [];
    const pattern = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      names.push(name);
      // The name of a ref is the one parameter with slashes.
      return name === "ref" ? "(.+)" : "([^/]+)";
    });
    const found = new RegExp(`^${pattern}$`).exec(path);
    if (found && operation.method === method)
      return {
        operation,
        values: Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(found[i + 1] ?? "")])),
      };
  }
  return undefined;
}

/** What of a request breaks the contract. */
function breaches(
  operation: Operation,
  values: Record<string, string>,
  query: URLSearchParams,
  body: unknown,
): string[] {
  const typed = (text: string, schema: object): unknown =>
    "type" in schema && schema.type === "integer" ? Number(text) : text;
  const parameters = operation.parameters.flatMap(({ name, in: where, required, schema }) => {
    const text = where === "path" ? values[name] : (query.get(name) ?? undefined);
    if (text === undefined) return required ? [`${name} is missing`] : [];
    return problems(schema, typed(text, schema)).map((problem) => `${name}${problem}`);
  });
  const known = operation.parameters.filter(({ in: where }) => where === "query").map(({ name }) => name);
  const strange = [...query.keys()].filter((name) => !known.includes(name)).map((name) => `${name} is no parameter`);
  const bodies = operation.body
    ? problems(operation.body, body)
    : body === undefined
      ? []
      : ["a body where none belongs"];
  return [...parameters, ...strange, ...bodies].map((one) => `${operation.operationId}: ${one}`);
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? undefined : (JSON.parse(text) as Record<string, unknown>);
}

/**
 * Starts a server for a repository on the disk.
 * @param origin where its commits are
 */
export async function fakeGitHub(
  origin: string,
  pullRequest: { headSha: string; baseRef: string },
): Promise<FakeGitHub & AsyncDisposable> {
  const git = (...args: string[]): Buffer =>
    execFileSync("git", args, { cwd: origin, stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1e9 });
  const state: Omit<FakeGitHub, "url"> = {
    requests: [],
    breaches: [],
    comments: [],
    checkRuns: [],
    threads: [],
    viewer: "github-actions[bot]",
    faults: new Map(),
    pullRequest,
    defaultBranch: pullRequest.baseRef,
    readOnly: false,
    truncated: false,
  };

  function tree(sha: string, recursive: boolean): unknown {
    const lines = git("ls-tree", "-z", "--long", ...(recursive ? ["-r", "-t"] : []), sha)
      .toString("utf8")
      .split("\0");
    const entries = lines.flatMap((line) => {
      const found = /^(\d+) (\w+) (\w+) +(\d+|-)\t([^]*)$/.exec(line);
      if (!found) return [];
      const [, mode, type, oid, size, path] = found;
      return [{ path, mode, type, sha: oid, ...(size === "-" ? {} : { size: Number(size) }) }];
    });
    const cut = recursive && state.truncated && entries.length > 3;
    return { sha, truncated: cut, tree: cut ? entries.slice(0, 2) : entries };
  }

  const handlers: Record<
    string,
    (values: Record<string, string>, query: URLSearchParams, body: Record<string, unknown>) => unknown
  > = {
    "pulls/get": () => ({ head: { sha: state.pullRequest.headSha }, base: { ref: state.pullRequest.baseRef } }),
    "repos/get": () => ({ default_branch: state.defaultBranch }),
    "repos/compare-commits-with-basehead": ({ basehead = "" }) => ({
      merge_base_commit: {
        sha: git("merge-base", ...basehead.split("..."))
          .toString("utf8")
          .trim(),
      },
    }),
    "git/get-ref": ({ ref = "" }) => ({
      object: { sha: git("rev-parse", "--verify", `refs/${ref}`).toString("utf8").trim() },
    }),
    "git/get-tree": ({ tree_sha: sha = "" }, query) => tree(sha, query.has("recursive")),
    "git/get-blob": ({ file_sha: oid = "" }) => ({
      content: git("cat-file", "blob", oid).toString("base64"),
      encoding: "base64",
    }),
    "issues/list-comments": (_, query) => {
      const [size, page] = [Number(query.get("per_page") ?? 30), Number(query.get("page") ?? 1)];
      return state.comments.slice((page - 1) * size, page * size);
    },
    "issues/create-comment": (_, __, body) => {
      const comment = {
        id: 1000 + state.comments.length,
        body: String(body["body"]),
        user: { login: state.viewer, type: "Bot" },
      };
      if (comment.body.length > 65_536) throw Object.assign(new Error("body is too long"), { status: 422 });
      state.comments.push(comment);
      return comment;
    },
    "issues/update-comment": ({ comment_id: id }, _, body) => {
      const comment = state.comments.find((one) => one.id === Number(id));
      if (!comment) throw new Error("there is no such comment");
      if (comment.user.login !== state.viewer && state.viewer.endsWith("[bot]"))
        throw Object.assign(new Error("not yours"), { status: 403 });
      comment.body = String(body["body"]);
      return comment;
    },
    "checks/create": (_, __, body) => {
      state.checkRuns.push(body);
      return { id: state.checkRuns.length };
    },
    "checks/update": ({ check_run_id: id }, _, body) => {
      const { output } = state.checkRuns[Number(id) - 1] as { output: { annotations: unknown[] } };
      output.annotations.push(...(body["output"] as { annotations: unknown[] }).annotations);
      return { id: Number(id) };
    },
    "pulls/create-review": (_, __, body) => {
      for (const { path, line, start_line: first, body: text } of body["comments"] as Record<string, never>[])
        state.threads.push({
          id: `T${state.threads.length + 1}`,
          isResolved: false,
          author: state.viewer,
          path: String(path),
          line: Number(line),
          startLine: Number(first ?? line),
          body: String(text),
        });
      return { id: 1 };
    },
    "users/get-authenticated": () => ({ login: "ada" }),
  };

  /** The three GraphQL operations that the action uses. */
  function graphql(query: string, variables: Record<string, unknown>): unknown {
    if (query.includes("viewer { login }")) return { viewer: { login: state.viewer } };
    if (query.includes("resolveReviewThread")) {
      const thread = state.threads.find(({ id }) => id === variables["thread"]);
      if (!thread) throw new Error("Could not resolve to a node");
      thread.isResolved = true;
      return { resolveReviewThread: { thread: { id: thread.id } } };
    }
    const start = Number(variables["after"] ?? 0);
    const nodes = state.threads.slice(start, start + 100).map(({ id, isResolved, body, author }) => ({
      id,
      isResolved,
      comments: { nodes: [{ body, viewerDidAuthor: author === state.viewer }] },
    }));
    const end = start + nodes.length;
    const pageInfo = { hasNextPage: end < state.threads.length, endCursor: String(end) };
    return { repository: { pullRequest: { reviewThreads: { pageInfo, nodes } } } };
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, value: unknown, headers: Record<string, string> = {}): void => {
      response.writeHead(status, { "content-type": "application/json", ...headers });
      response.end(JSON.stringify(value));
    };
    const url = new URL(request.url ?? "", "http://server");
    const method = request.method ?? "";
    const found = match(method, url.pathname);
    const body = await bodyOf(request);
    if (method === "POST" && url.pathname === "/graphql") {
      const query = String(body?.["query"]);
      const operation = /resolveReviewThread|reviewThreads|viewer/.exec(query)?.[0] ?? "unknown";
      state.requests.push({ operation: `graphql/${operation}`, method, path: url.pathname, body: body ?? {} });
      const fault = state.faults.get("graphql");
      if (typeof fault === "object") return send(fault.status, { message: fault.message ?? "injected" });
      if (state.readOnly && query.startsWith("mutation"))
        return send(200, { errors: [{ message: "Resource not accessible by integration", type: "FORBIDDEN" }] });
      return send(200, { data: graphql(query, (body?.["variables"] ?? {}) as Record<string, unknown>) });
    }
    if (!found) {
      state.breaches.push(`no such operation: ${method} ${url.pathname}`);
      return send(404, { message: "Not Found" });
    }
    const { operation, values } = found;
    const { operationId } = operation;
    state.requests.push({ operation: operationId, method, path: url.pathname, body: body ?? {} });
    state.breaches.push(...breaches(operation, values, url.searchParams, body));
    if (!/^(token|bearer) \S+$/i.test(request.headers.authorization ?? ""))
      state.breaches.push(`${operationId}: no token`);
    const fault = state.faults.get(operationId);
    if (fault === "reset") return void request.socket.destroy();
    if (fault === "hang") return;
    if (
      fault &&
      (fault.times === undefined || state.requests.filter((one) => one.operation === operationId).length <= fault.times)
    )
      return send(fault.status, { message: fault.message ?? "injected" }, fault.headers);
    if (state.readOnly && method !== "GET") return send(403, { message: "Resource not accessible by integration" });
    try {
      const value = handlers[operationId]?.(values, url.searchParams, body ?? {});
      const list = operationId === "issues/list-comments";
      const [size, page] = [Number(url.searchParams.get("per_page") ?? 30), Number(url.searchParams.get("page") ?? 1)];
      const next = new URL(`http://${request.headers.host ?? ""}${request.url ?? ""}`);
      next.searchParams.set("page", String(page + 1));
      const more = list && state.comments.length > page * size;
      return send(operation.status, value, more ? { link: `<${next.href}>; rel="next"` } : {});
    } catch (error) {
      // That of a git that failed is no status of HTTP.
      const stated = error instanceof Error && "status" in error ? Number(error.status) : 0;
      const status = stated >= 400 ? stated : 404;
      return send(status, { message: error instanceof Error ? error.message : "" });
    }
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  });
}
