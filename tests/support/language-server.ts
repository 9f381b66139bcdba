import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CompletionItem,
  type CompletionList,
  type Diagnostic,
  type Hover,
  type Position,
  StreamMessageReader,
  StreamMessageWriter,
  createProtocolConnection,
} from "vscode-languageserver-protocol/node.js";

/** An editor with one folder open. */
export interface Editor extends AsyncDisposable {
  /**
   * Opens a file.
   * @param text its text, if not the one on the disk
   */
  readonly open: (file: string, text?: string) => Promise<OpenFile>;
}

/** A file open in an editor, and what the editor makes of it. */
export interface OpenFile {
  readonly diagnostics: readonly Diagnostic[];
  /** What is offered just after some text. */
  readonly complete: (text: string) => Promise<readonly CompletionItem[]>;
  /** What is shown over the start of some text. */
  readonly hover: (text: string) => Promise<string>;
}

const server = join(
  dirname(createRequire(import.meta.url).resolve("yaml-language-server/package.json")),
  "bin/yaml-language-server",
);

/** The place where some text starts, or where it ends. */
function placeOf(part: string, text: string, where: "start" | "end"): Position {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`the file does not hold ${part}`);
  const before = text.slice(0, where === "start" ? start : start + part.length).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** Opens a folder in an editor that speaks with yaml-language-server, as VS Code does. */
export async function openEditor(folder: string): Promise<Editor> {
  const child = spawn(process.execPath, [server, "--stdio"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const awaited = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
    awaited.get(uri)?.(diagnostics);
  });
  connection.onRequest("client/registerCapability", () => null);
  // Schemas that others publish are left where they are.
  const yaml = { validate: true, completion: true, hover: true, schemaStore: { enable: false } };
  connection.onRequest("workspace/configuration", ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) => (section === "yaml" ? yaml : null)),
  );
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "repository" }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: {
        completion: { completionItem: { documentationFormat: ["markdown"] } },
        hover: { contentFormat: ["markdown"] },
        publishDiagnostics: {},
      },
    },
  });
  await connection.sendNotification("initialized", {});
  return {
    async open(file, text = readFileSync(join(folder, file), "utf8")) {
      const uri = pathToFileURL(join(folder, file)).href;
      const diagnostics = new Promise<readonly Diagnostic[]>((resolve) => awaited.set(uri, resolve));
      const textDocument = { uri };
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "yaml", version: 1, text },
      });
      return {
        diagnostics: await diagnostics,
        async complete(part) {
          const position = placeOf(part, text, "end");
          const list: CompletionList = await connection.sendRequest("textDocument/completion", {
            textDocument,
            position,
          });
          return list.items;
        },
        async hover(part) {
          const position = placeOf(part, text, "start");
          const hover: Hover | null = await connection.sendRequest("textDocument/hover", { textDocument, position });
          return hover === null ? "" : (hover.contents as { value: string }).value;
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      connection.dispose();
      child.kill();
    },
  };
}
