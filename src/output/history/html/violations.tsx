import { plural } from "../../../util/text.ts";
import { compareCodeUnits } from "../../../util/json.ts";
import { Prose, Table } from "../../html/parts.tsx";
import { groups } from "../../report/html/view.ts";
import { Axis, TimelineRow, OpenCountChart, Marks, openCountsOf, barStyles, unionOf } from "../../html/timeline.tsx";
import {
  type ViolationRecord,
  daysByDeployment,
  daysInProduction,
  daysOpen,
} from "../../../history/violation-timeline.ts";
import { lifeEnd, momentText } from "../sections.ts";
import { barTexts, type PartProps, barOf, barsOf, Legend } from "./bars.tsx";

/** How many violations were open on each day, with what changed the rules. */
export function OpenOverTime({ scale, lives }: PartProps & { readonly lives: readonly ViolationRecord[] }) {
  const levels = openCountsOf(barsOf(lives));
  return (
    <>
      <figure>
        <Marks scale={scale} label="Changes of policies" />
        <OpenCountChart scale={scale} levels={levels} label={`Open violations from ${scale.from} to ${scale.to}`} />
        <Axis scale={scale} />
        <figcaption>
          <Legend of="levels" />
          <p class="meta">
            Above stand the <a href="#h-changes">changes of policies</a>: up where they loosened, down where they
            tightened.
          </p>
        </figcaption>
      </figure>
      {levels.length > 0 && (
        <details>
          <summary>The same in numbers: {plural(levels.length, "day")} on which it changed</summary>
          <Table label="Open violations by day" columns={["From", ...barStyles.map((manner) => barTexts[manner])]}>
            <tbody>
              {levels.map(({ day, counts }) => (
                <tr>
                  <th scope="row">
                    <time>{day}</time>
                  </th>
                  {barStyles.map((manner) => (
                    <td class="number">{counts[manner]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </details>
      )}
    </>
  );
}

function LifeRow({ scale, life, asOf }: PartProps & { readonly life: ViolationRecord; readonly asOf: string }) {
  const { rule, severity, message, appeared, phases } = life;
  const bars = phases.map(barOf);
  const live = daysInProduction(life, asOf);
  return (
    <tr class={severity}>
      <td>
        <span class="severity">{severity}</span> <b>{rule}</b>
        <div class="meta">
          <Prose text={message} />
        </div>
      </td>
      <td class="time">
        <TimelineRow scale={scale} bars={bars} label={bars.map(({ text }) => text).join("; ")} />
      </td>
      <td>
        {momentText(appeared)}
        <br />
        {lifeEnd(life)}
      </td>
      <td>
        {daysOpen(life, asOf)}
        {live > 0 && <div class="meta">{live} in production in violation</div>}
      </td>
    </tr>
  );
}

const compareLives = (a: ViolationRecord, b: ViolationRecord): number =>
  compareCodeUnits(a.rule, b.rule) || compareCodeUnits(a.appeared.day, b.appeared.day);

/** Up to how many violations are shown unfolded. */
const UNFOLDED = 100;

interface LivesProps extends PartProps {
  readonly lives: readonly ViolationRecord[];
  readonly asOf: string;
  /** What the fragments of the deployments begin with. */
  readonly prefix: string;
}

/** Every violation, from when it appeared until it was gone, by deployment. */
export function Lives({ scale, lives, asOf, prefix }: LivesProps) {
  const byDeployment = groups(lives, ({ deployment }) => deployment);
  const deployments = [...byDeployment].toSorted(([a], [b]) => compareCodeUnits(a, b));
  const days = new Map(daysByDeployment(lives, asOf).map((one) => [one.deployment, one]));
  const label = (own: readonly ViolationRecord[]): string =>
    `${plural(own.length, "violation")}, ${own.filter(({ ended }) => !ended).length} still open`;
  const columns = ["Violations", "Still open", "Days in production in violation"];
  return (
    <>
      <Legend of="lane" />
      <Table label="By deployment" columns={["Deployment", <Axis scale={scale} narrow />, ...columns]}>
        <tbody>
          {deployments.map(([name, own], i) => (
            <tr>
              <th scope="row">
                <a href={`#${prefix}${i}`}>{name}</a>
              </th>
              <td class="time">
                <TimelineRow scale={scale} bars={unionOf(barsOf(own))} label={label(own)} />
              </td>
              <td class="number">{own.length}</td>
              <td class="number">{own.filter(({ ended }) => !ended).length}</td>
              <td class="number">{days.get(name)?.daysInProduction ?? 0}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {deployments.map(([name, own], i) => (
        <>
          <h3 id={`${prefix}${i}`}>{name}</h3>
          <details open={lives.length <= UNFOLDED}>
            <summary>{label(own)}</summary>
            <Table
              label={`Violations of ${name}`}
              columns={["Rule", <Axis scale={scale} narrow />, "Appeared, and gone", "Days"]}
            >
              <tbody>
                {own.toSorted(compareLives).map((life) => (
                  <LifeRow scale={scale} life={life} asOf={asOf} />
                ))}
              </tbody>
            </Table>
          </details>
        </>
      ))}
    </>
  );
}
