import { XmlElement, XmlError, parseXml } from "@rgrove/parse-xml";
import { type Lines, linesOf } from "../../documents/lines.ts";
import { quote } from "../../util/text.ts";
import { type DiagnosticCollector, type SpanGetter, atSpan, atStart } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";

/** An element of an XML file; its value is its text when it holds no element. */
export interface LocatedElement extends SourceValue {
  /** The name without a prefix. */
  readonly name: string;
  /** The namespace that its own attributes declare for it. */
  readonly namespace: string | undefined;
  /** The first element within of a name, step by step; undefined where there is none. */
  find(...names: string[]): LocatedElement | undefined;
  /** The elements within, in their order. */
  readonly children: readonly LocatedElement[];
}

/**
 * Reads an XML text; what is wrong with it is logged. A document type is refused, since it may declare entities, which
 * are never expanded: only the five that XML itself has and character references are known.
 */
export function readXml(text: string, log: DiagnosticCollector): LocatedElement | undefined {
  const lines = linesOf(text.replaceAll(/\r\n?/g, "\n"));
  const doctype = lines.text.indexOf("<!DOCTYPE");
  try {
    const { root, children } = parseXml(lines.text, { includeOffsets: true, preserveDocumentType: true });
    if (children.some(({ type }) => type === "doctype")) refuseDoctype(lines, doctype, log);
    return root ? elementOf(root, lines) : undefined;
  } catch (error) {
    if (doctype !== -1) refuseDoctype(lines, doctype, log);
    else logError(error, log);
    return undefined;
  }
}

function refuseDoctype(lines: Lines, at: number, log: DiagnosticCollector): void {
  const message = "a document type is not read because it may declare entities: remove it";
  log.error(atSpan(lines.span(at, at + "<!DOCTYPE".length)), message);
}

function logError(error: unknown, log: DiagnosticCollector): void {
  if (!(error instanceof XmlError)) {
    log.error(atStart, "the XML is nested too deeply to be read");
    return;
  }
  const position = { line: error.line, column: error.column };
  const [what = ""] = error.message.split("\n");
  const said = what.replace(/\s*\(line \d+, column \d+\)$/, "");
  log.error(atSpan({ start: position, end: position }), `this is not well-formed XML: ${quote(said)}`);
}

function elementOf(xml: XmlElement, lines: Lines): LocatedElement {
  const inner = xml.children.filter((child): child is XmlElement => child instanceof XmlElement);
  const children = inner.map((child) => elementOf(child, lines));
  const [prefix, local] = xml.name.includes(":") ? xml.name.split(":", 2) : [undefined, xml.name];
  const self: LocatedElement = {
    name: local ?? xml.name,
    namespace: xml.attributes[prefix === undefined ? "xmlns" : `xmlns:${prefix}`],
    value: inner.length === 0 ? xml.text : undefined,
    place: placeOf(xml, lines),
    children,
    find: (...names) => names.reduce<LocatedElement | undefined>((from, name) => from?.children.find((one) => one.name === name), self), // prettier-ignore
  };
  return self;
}

/** An element on one line is itself; one on several is its opening. */
function placeOf({ start, end, name }: XmlElement, lines: Lines): SpanGetter {
  return () => {
    const whole = lines.span(start, end);
    return whole.start.line === whole.end.line ? whole : lines.span(start, start + name.length + 1);
  };
}
