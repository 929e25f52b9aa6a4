// A scroll bar over five million rows: both ends exact, the wheel pixel by pixel, the thumb in proportion.
import { describe, expect, it } from "vitest";
import { isStuck, placedAt, realOf, scrolled, topOf, trackOf } from "./scaling";

const view = 600;
const five = trackOf(5_000_000, 28, view);
const lastTop = five.tall - view;

describe("a list that is taller than a browser allows", () => {
  it("shows its last row exactly at the end of the bar", () => {
    expect(five.tall).toBeLessThan(33_000_000);
    expect(realOf(five, lastTop)).toBe(5_000_000 * 28 - view);
    expect(topOf(five, 5_000_000 * 28)).toBe(lastTop);
  });

  it("is left unscaled while it fits", () => {
    const small = trackOf(500_000, 28, view);
    expect(small.tall).toBe(500_000 * 28);
    expect(scrolled(small, { top: 0, real: 0 }, 9_999_999)).toEqual({ top: 9_999_999, real: 9_999_999 });
  });

  it("finds the same place from bar to list and back, anywhere", () => {
    for (const real of [0, 50_000, 100_000, 7_000_000, 70_000_000, 139_900_000, 139_999_000]) {
      expect(realOf(five, topOf(five, real))).toBeCloseTo(real, 3);
    }
  });

  it("moves pixel by pixel under the wheel and in proportion under the thumb", () => {
    const middle = placedAt(five, { top: 0, real: 0 }, 70_000_000);
    expect(scrolled(five, middle, middle.top + 120).real).toBe(70_000_120);
    const far = scrolled(five, middle, middle.top + 1_000_000);
    expect(far.real - middle.real).toBeGreaterThan(9_000_000);
  });

  it("can be wheeled to its very last row", () => {
    let place = placedAt(five, { top: 0, real: 0 }, five.real - 200_000);
    for (let turn = 0; turn < 4000 && place.real < five.real - view; turn++) {
      place = scrolled(five, place, Math.min(lastTop, place.top + 100));
      if (isStuck(five, place)) place = { real: place.real, top: topOf(five, place.real) };
    }
    expect(place).toEqual({ top: lastTop, real: five.real - view });
  });

  it("sets the bar right when it stands at its end before the list does", () => {
    expect(isStuck(five, { top: lastTop, real: 70_000_000 })).toBe(true);
    expect(isStuck(five, { top: 0, real: 5 })).toBe(true);
    expect(isStuck(five, { top: lastTop, real: five.real - view })).toBe(false);
  });
});
