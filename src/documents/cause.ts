import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { linesOf } from "./lines.ts";

/** An action of a template, as Helm, Jinja and Go write them, outside a comment line. */
const action =
  /^(?![ \t]*#).*?(\{\{-?[ \t]*(?:[.$"/]|(?:if|else|range|with|include|define|template|block|end|toYaml|tpl|required|default)\b)|\{%-?[ \t])/m;

/**
 * The one cause of the many problems of a text that is another format than its name says: a template, or JSON with
 * comments, which YAML takes for keys. It is reported instead of them.
 * @param hasProblems true if something is wrong: braces alone make no template
 */
export function findCause(file: string, text: string, hasProblems: boolean): Diagnostic | undefined {
  const comment = /\.json$/i.test(file) ? firstJsonComment(text) : undefined;
  if (comment !== undefined)
    return errorOn(file, text, comment, 2, "json/comment", "JSON has no comments: remove this one");
  const template = hasProblems ? action.exec(text) : null;
  if (template === null) return undefined;
  const at = template.index + template[0].length - (template[1] as string).length;
  const message = "this file is a template: check what it renders, or leave it out in `.caregateignore`";
  return errorOn(file, text, at, 2, "document/template", message);
}

function errorOn(file: string, text: string, at: number, length: number, code: string, message: string): Diagnostic {
  return errorAt({ file, ...linesOf(text).span(at, at + length) }, code, message);
}

/** Where the first comment of a JSON text starts; undefined if it has none. */
function firstJsonComment(text: string): number | undefined {
  const token = /"(?:[^"\\\n]|\\.)*"|\/[/*]/g;
  for (const match of text.matchAll(token)) if (match[0].startsWith("/")) return match.index;
  return undefined;
}
