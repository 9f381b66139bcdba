import { addDays, daysBetween } from "../model/date.ts";

/** A day on which something comes out differently although nothing was changed, and how. */
export interface Turn<T> {
  readonly day: string;
  readonly state: T;
}

/** The longest time in which nobody looks. */
const LONGEST = 28;

/**
 * The days after one day up to another on which something turns by the date alone.
 *
 * It is looked at on days that the documents name, and at least every four weeks; between two looks that differ, the
 * day is searched. What turns and turns back between two looks is not seen.
 *
 * @param known how it stands on the first day
 * @param marks days on which it may turn
 * @param look tells how it stands on a day
 */
export async function turnsBetween<T>(
  [from, through]: readonly [string, string],
  known: T,
  marks: readonly string[],
  look: (day: string) => Promise<T>,
  isSame: (a: T, b: T) => boolean,
): Promise<Turn<T>[]> {
  const turns: Turn<T>[] = [];
  let [day, state] = [from, known];
  for (const next of looksBetween(from, through, marks)) {
    const then = await look(next);
    while (!isSame(state, then)) {
      const turn = await firstTurn(day, next, state, look, isSame);
      turns.push(turn);
      ({ day, state } = turn);
    }
    day = next;
  }
  return turns;
}

function looksBetween(from: string, through: string, marks: readonly string[]): string[] {
  const days = new Set(marks.filter((mark) => mark > from && mark <= through));
  for (let day = addDays(from, LONGEST); day < through; day = addDays(day, LONGEST)) days.add(day);
  if (through > from) days.add(through);
  return [...days].toSorted((a, b) => (a < b ? -1 : 1));
}

/** The first day after one on which it stands otherwise, by halving the time up to a day on which it does. */
async function firstTurn<T>(
  from: string,
  to: string,
  state: T,
  look: (day: string) => Promise<T>,
  isSame: (a: T, b: T) => boolean,
): Promise<Turn<T>> {
  let [low, high] = [from, to];
  for (let days = daysBetween(low, high) ?? 1; days > 1; days = daysBetween(low, high) ?? 1) {
    const middle = addDays(low, Math.floor(days / 2));
    if (isSame(state, await look(middle))) low = middle;
    else high = middle;
  }
  return { day: high, state: await look(high) };
}
