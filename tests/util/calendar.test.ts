import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dateAdd, daysBetween, weekday, weekdays } from "../../src/util/date.ts";

/** Days of a month, without `Date`. */
function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] as number;
}

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

const calendarDate = fc
  .tuple(fc.integer({ min: 1, max: 9998 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, month, day]) => ({ year, month, day: Math.min(day, daysIn(year, month)) }));
const text = ({ year, month, day }: { year: number; month: number; day: number }): string =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

test("months are counted from the day of the month, and end with the month", () => {
  fc.assert(
    fc.property(calendarDate, fc.integer({ min: -600, max: 600 }), (date, months) => {
      const index = date.year * 12 + date.month - 1 + months;
      const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
      const expected = { year, month, day: Math.min(date.day, daysIn(year, month)) };
      const inCalendar = year >= 0 && year <= 9999;
      expect(dateAdd(text(date), months, "months")).toBe(inCalendar ? text(expected) : undefined);
      if (months % 12 === 0)
        expect(dateAdd(text(date), months / 12, "years")).toBe(inCalendar ? text(expected) : undefined);
    }),
  );
});

test("days and weeks are what `daysBetween` counts", () => {
  fc.assert(
    fc.property(calendarDate, fc.integer({ min: -300, max: 300 }), (date, count) => {
      const later = dateAdd(text(date), count, "days");
      if (later !== undefined) expect(daysBetween(text(date), later)).toBe(count);
      expect(dateAdd(text(date), count, "weeks")).toBe(dateAdd(text(date), count * 7, "days"));
    }),
  );
});

test("the days of the week follow each other", () => {
  // 1 January 2000 was a Saturday.
  fc.assert(
    fc.property(calendarDate, (date) => {
      const days = daysBetween("2000-01-01", text(date)) as number;
      expect(weekday(text(date))).toBe(weekdays[(((6 + days) % 7) + 7) % 7]);
    }),
  );
});
