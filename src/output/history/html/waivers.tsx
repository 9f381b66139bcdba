import { Table } from "../../html/parts.tsx";
import { Axis, type Bar, TimelineRow } from "../../html/timeline.tsx";
import type { ViolationRecord } from "../../../history/violation-timeline.ts";
import { waiverItem } from "../sections.ts";
import type { WaiverRecord } from "../../../history/waiver-timeline.ts";
import type { PartProps } from "./bars.tsx";

/** The terms of a waiver: each lasts until it is over, or another takes its place. */
function termsOf({ events }: WaiverRecord): Bar[] {
  return events.flatMap(({ kind, from, until, day }, i) => {
    if (kind === "expired" || kind === "revoked") return [];
    const next = events[i + 1]?.day;
    const start = from > day ? from : day;
    const end = next !== undefined && next < until ? next : until;
    return start > end
      ? []
      : [{ from: start, until: end, manner: "waived" as const, text: `${kind}, ${start} to ${end}` }];
  });
}

export function WaiverLives({
  scale,
  waivers,
  lives,
}: PartProps & { readonly waivers: readonly WaiverRecord[]; readonly lives: readonly ViolationRecord[] | undefined }) {
  return (
    <Table label="Waivers" columns={["Waiver", <Axis scale={scale} narrow />, "What became of it"]}>
      <tbody>
        {waivers.map((waiver) => {
          const { name, text, details } = waiverItem(waiver, lives);
          const bars = termsOf(waiver);
          return (
            <tr>
              <td>
                <b>{name}</b>
                <div class="meta">{text}</div>
              </td>
              <td class="time">
                <TimelineRow scale={scale} bars={bars} label={bars.map((bar) => bar.text).join("; ")} />
              </td>
              <td>
                <ul>
                  {details.map((detail) => (
                    <li>{detail}</li>
                  ))}
                </ul>
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
