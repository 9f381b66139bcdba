import { Prose, Table } from "../../html/parts.tsx";
import { Axis, type Bar, TimelineRow, Marks } from "../../html/timeline.tsx";
import type { Loosening } from "../../../history/loosenings.ts";
import { endOf, entryItem, momentText } from "../sections.ts";
import type { PolicyChangeEntry } from "../../../history/policy-changes.ts";
import { entryId, type PartProps } from "./bars.tsx";

/** What was loosened, by whom, and for how long. */
export function Loosenings({ scale, loosenings }: PartProps & { readonly loosenings: readonly Loosening[] }) {
  return (
    <>
      <p>Tall where it is still so.</p>
      <Table
        label="What was loosened"
        columns={["What", <Axis scale={scale} narrow />, "Loosened, and until when", "Days"]}
      >
        <tbody>
          {loosenings.map((one) => {
            const { entry, change, until, lastDay, days } = one;
            const end = until?.day ?? lastDay;
            const manner = days === null ? "unknown" : end ? "open" : "live";
            const text = `${entry.day} to ${end ?? (days === null ? "a day that was not looked up" : "now")}`;
            const bar: Bar = { from: entry.day, until: end ?? null, manner, text };
            return (
              <tr class={change.severity ?? "low"}>
                <td>
                  {change.severity !== null && <span class="severity">{change.severity}</span>} <b>{change.name}</b>
                  <div class="meta">{change.text}</div>
                </td>
                <td class="time">
                  <TimelineRow scale={scale} bars={[bar]} label={`loosened ${text}`} />
                </td>
                <td>
                  {momentText(entry)}
                  <br />
                  {endOf(one)}
                </td>
                <td class="number">{days ?? ""}</td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </>
  );
}

/** Details, each with those that are about it: what is indented belongs to the line before. */
function nested(details: readonly string[]): { readonly text: string; readonly about: string[] }[] {
  const found: { text: string; about: string[] }[] = [];
  for (const detail of details) {
    const last = found.at(-1);
    if (last && detail.startsWith("  ")) last.about.push(detail.trim());
    else found.push({ text: detail, about: [] });
  }
  return found;
}

function Details({ of }: { readonly of: ReturnType<typeof nested> }) {
  return (
    <ul>
      {of.map(({ text, about }) => (
        <li>
          <Prose text={text} />
          {about.map((one) => (
            <div class="meta">
              <Prose text={one} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** How much of what a commit means is shown unfolded. */
const FIRST_DETAILS = 8;

/** Every commit that changed the policies, with whose it is and what it means. */
export function Changes({ scale, entries }: PartProps & { readonly entries: readonly PolicyChangeEntry[] }) {
  return (
    <>
      <figure>
        <Marks scale={scale} label="Changes of policies" />
        <Axis scale={scale} />
      </figure>
      <Table label="Changes of policies" columns={["Commit", "What it means"]}>
        <tbody>
          {entries.map((entry, i) => {
            const { name, text, details } = entryItem(entry);
            const all = nested(details);
            const rest = all.slice(FIRST_DETAILS);
            return (
              <tr id={entryId(i)}>
                <th scope="row">{name}</th>
                <td>
                  <b>{text}</b>
                  <Details of={all.slice(0, FIRST_DETAILS)} />
                  {rest.length > 0 && (
                    <details>
                      <summary>and {rest.length} more</summary>
                      <Details of={rest} />
                    </details>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </>
  );
}
