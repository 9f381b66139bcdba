import { addDays, daysBetween } from "../util/date.ts";
import { compareCodeUnits } from "../util/json.ts";
import { dayAfter } from "./event-time.ts";

/** A day on which something comes out differently although nothing was changed, and how. */
export interface Transition<T> {
  readonly day: string;
  readonly state: T;
}

/** The longest time in which nobody looks. */
const LONGEST = 28;

/**
 * The days after one day up to another on which something turns by the date alone.
 *
 * It is looked at on dates that the documents name and on the days after them, and at least every four weeks; between
 * two looks that differ, the day is searched. What turns and turns back between two looks is not seen.
 *
 * @param known how it stands on the first day
 * @param dates what the documents name: on such a day, or on the day after it, it may turn
 * @param look tells how it stands on a day
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

/** The first day after one on which it stands otherwise, by halving the time up to a day on which it does. */
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
