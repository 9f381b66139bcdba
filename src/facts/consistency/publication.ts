import { type JsonObject, isObject, numberAt } from "../../util/json.ts";
import { type ConfusionMatrix, cellsOf } from "../stats/confusion-matrix.ts";
import {
  type Contradiction,
  type EvidenceDocument,
  type Mismatch,
  groupsIn,
  mergeMismatches,
} from "./contradiction.ts";

/** How the counts of a report were made fit for publication, by its own statement. */
export interface PublicationTerms {
  /** Small cells were hidden or left out: what the author worked out may rest on other counts. */
  readonly isSuppressed: boolean;
  /** Counts are sums of weights: no count of people is known. */
  readonly isWeighted: boolean;
  /** How far each count may be off, by rounding and noise (cases). */
  readonly slack: number;
  /** The part of it that is noise. */
  readonly noise: number;
  /** The variance that rounding and noise add to each count (cases squared). */
  readonly variance: number;
  readonly roundedTo: number | undefined;
  /** What one case is; undefined when it is not stated. */
  readonly unit: string | undefined;
}

/** The probability that noise goes beyond its slack is below one in a thousand million. */
const NOISE_TAIL = { laplace: Math.log(1e9), gaussian: 6.2 } as const;

function noiseSlack(noise: unknown): number {
  if (!isObject(noise)) return 0;
  const scale = numberAt(noise["scale"]);
  // Noise of unknown size can explain any count.
  if (scale === undefined) return Infinity;
  return scale * (noise["mechanism"] === "gaussian" ? NOISE_TAIL.gaussian : NOISE_TAIL.laplace);
}

/** The variance of noise by its scale: that of Laplace is twice the square of it. */
function noiseVariance(noise: unknown): number {
  if (!isObject(noise)) return 0;
  const scale = numberAt(noise["scale"]) ?? Infinity;
  return (noise["mechanism"] === "gaussian" ? 1 : 2) * scale * scale;
}

/** Reads how the counts of a report were published. */
export function publicationOf(report: JsonObject): PublicationTerms {
  const roundedTo = numberAt(report["roundedTo"]);
  const isWeighted = report["weighted"] === true;
  // Rounding may be to the nearest multiple or down; sums of weights are stated as whole numbers.
  const rounding = (roundedTo ?? 0) + (isWeighted ? 0.5 : 0);
  const noise = noiseSlack(report["noise"]);
  const unit = report["unit"];
  return {
    isSuppressed: report["suppressed"] === true,
    isWeighted,
    slack: rounding + noise,
    noise,
    // Rounding errors are as likely anywhere between two multiples.
    variance: (roundedTo ?? 0) ** 2 / 12 + noiseVariance(report["noise"]),
    roundedTo,
    unit: typeof unit === "string" ? unit : undefined,
  };
}

/** Whether each count is the number of cases, so that chance and arithmetic hold of it. */
export const isExact = ({ isWeighted, slack }: PublicationTerms): boolean => !isWeighted && slack === 0;

/** Whether one case is one person, so that cases are independent; not stated counts as such. */
export const isOfPeople = ({ unit }: PublicationTerms): boolean => unit === undefined || unit === "patients";

/** Whether the counts of two reports are of the same things. */
export const areComparable = (a: PublicationTerms, b: PublicationTerms): boolean =>
  !a.isWeighted && !b.isWeighted && (a.unit ?? "patients") === (b.unit ?? "patients");

/**
 * How far a proportion may be off when each of its cells is: at most by all of them together over what is left of the
 * cases.
 * @param n cases of the proportion
 */
export function proportionSlack({ slack }: PublicationTerms, n: number): number {
  const off = 4 * slack;
  return off === 0 ? 0 : n > off ? off / (n - off) : 1;
}

const cellNames = ["tp", "fp", "tn", "fn"] as const;

interface Cells {
  readonly path: string;
  readonly map: JsonObject;
  readonly about: string;
}

function cellsIn(report: EvidenceDocument): Cells[] {
  const groups = groupsIn(report).map(({ path, axis, name, map }) => ({ path, map, about: ` of ${axis} ${name}` }));
  const whole = (["overall", "counts"] as const).flatMap((field) => {
    const map = report.value[field];
    return isObject(map) ? [{ path: `${report.at}.${field}`, map, about: "" }] : [];
  });
  return [...groups, ...whole];
}

/** Counts that are no whole numbers, though nothing was weighted, and counts that were not rounded as is stated. */
export function findPublicationContradictions(report: EvidenceDocument): Contradiction[] {
  const { isWeighted, roundedTo } = publicationOf(report.value);
  const isNoisy = isObject(report.value["noise"]);
  if (isWeighted || isNoisy) return [];
  const unit = roundedTo ?? 1;
  const found = cellsIn(report).flatMap(({ path, map, about }): Mismatch[] => {
    const cells: Partial<ConfusionMatrix> = cellsOf(map) as Partial<ConfusionMatrix>;
    return cellNames.flatMap((cell): Mismatch[] => {
      const count = cells[cell];
      if (count === undefined || count % unit === 0) return [];
      const recomputed = unit === 1 ? "a whole number of cases" : `a multiple of ${unit}, to which counts are rounded`;
      return [{ path: `${path}.${cell}`, what: `${cell}${about}`, claimed: String(count), recomputed }];
    });
  });
  return mergeMismatches(report, found.slice(0, 3));
}
