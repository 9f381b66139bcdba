import { addDays, daysBetween } from "../util/date.ts";
import { compareCodeUnits } from "../util/json.ts";
import { dayAfter } from "./event-time.ts";

/** A day on which a result changes without a commit, and the new result. */
export interface Transition<T> {
  readonly day: string;
  readonly state: T;
}

/** Maximum number of days between two samples. */
const LONGEST = 28;

/**
 * Finds the days after one day up to another on which a state changes because of the date.
 *
 * Samples are taken on the dates in the documents, on the days after them, and at least every four weeks. Between two
 * different samples, the day is searched. A change that is reverted between two samples is not found.
 *
 * @param known the state on the first day
 * @param dates dates in the documents: the state may change on such a day, or on the day after it
 * @param look returns the state on a day
 */
export async function findTransitions<T>(
  [from, through]: readonly [string, string],
  known: T,
  dates: Iterable<string>,
  look: (day: string) => Promise<T>,
  isSame: (a: T, b: T) => boolean,
): Promise<Transition<T>[]> {
  const turns: Transition<T>[] = [];
  let [day, state] = [from, known];
  for (const next of samplesBetween(from, through, dates)) {
    const then = await look(next);
    while (!isSame(state, then)) {
      const turn = await firstTransition(day, { day: next, state: then }, state, look, isSame);
      turns.push(turn);
      ({ day, state } = turn);
    }
    day = next;
  }
  return turns;
}

function samplesBetween(from: string, through: string, dates: Iterable<string>): string[] {
  const days = new Set<string>();
  for (const date of dates) {
    if (date > from && date <= through) days.add(date);
    if (date >= from && date < through) days.add(dayAfter(date));
  }
  for (let day = addDays(from, LONGEST); day < through; day = addDays(day, LONGEST)) days.add(day);
  if (through > from) days.add(through);
  return [...days].toSorted(compareCodeUnits);
}

/** Finds the first day with another state, by binary search. */
async function firstTransition<T>(
  from: string,
  last: Transition<T>,
  state: T,
  look: (day: string) => Promise<T>,
  isSame: (a: T, b: T) => boolean,
): Promise<Transition<T>> {
  let [low, high] = [from, last];
  for (let days = daysBetween(low, high.day) ?? 1; days > 1; days = daysBetween(low, high.day) ?? 1) {
    const day = addDays(low, Math.floor(days / 2));
    const middle = { day, state: await look(day) };
    if (isSame(state, middle.state)) low = day;
    else high = middle;
  }
  return high;
}
