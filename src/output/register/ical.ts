import type { DueDate, Register } from "../../model/register.ts";
import { oneLine } from "../text/snippet.ts";
import { concernsText } from "./texts.ts";

/** Octets of a line without its end (RFC 5545, section 3.1). */
const LINE = 75;

/** A text value in the form of RFC 5545, section 3.3.11. Control characters become visible. */
const escaped = (text: string): string => oneLine(text).replaceAll(/[\\;,]/g, String.raw`\$&`);

/** A content line, folded between characters. */
function folded(line: string): string {
  let octets = 0;
  let text = "";
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE) {
      text += "\r\n ";
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return `${text}\r\n`;
}

const plainDate = (date: string): string => date.replaceAll("-", "");

function eventLines(due: DueDate, { asOf, organisation }: Register): string[] {
  const { id, date, text, kind, file, line, path } = due;
  const place = `${file}:${line} (${path})`;
  const owner = organisation === null ? "" : ` of ${organisation}`;
  return [
    "BEGIN:VEVENT",
    `UID:${id}@caregate`,
    // The clock is no input: the same register gives the same bytes.
    `DTSTAMP:${plainDate(asOf)}T000000Z`,
    `DTSTART;VALUE=DATE:${plainDate(date)}`,
    `SUMMARY:${escaped(`${text} (${concernsText(due)})`)}`,
    `DESCRIPTION:${escaped(`Stated in ${place}${owner}.`)}`,
    `CATEGORIES:${escaped(kind)}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
}

/** A calendar needs a component (RFC 5545, section 3.6): one without events gets the zone of its times. */
const zoneLines = [
  "BEGIN:VTIMEZONE",
  "TZID:Etc/UTC",
  "BEGIN:STANDARD",
  "DTSTART:19700101T000000",
  "TZOFFSETFROM:+0000",
  "TZOFFSETTO:+0000",
  "END:STANDARD",
  "END:VTIMEZONE",
];

/** The dates that fall due as a calendar (RFC 5545), each as an event of one day. */
export function registerIcal(register: Register): string {
  const { due, toolVersion } = register;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//caregate//caregate ${escaped(toolVersion)}//EN`,
    "CALSCALE:GREGORIAN",
    ...(due.length > 0 ? due.flatMap((one) => eventLines(one, register)) : zoneLines),
    "END:VCALENDAR",
  ];
  return lines.map(folded).join("");
}
