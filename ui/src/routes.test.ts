// Addresses: built and read in one place, and reading undoes building.
import { describe, expect, it } from "vitest";
import { addressOf, placeOf } from "./routes";

describe("an address", () => {
  it("leads back to the place it was built from", () => {
    const row = { kind: "experience", id: "0190-가족:1" } as const;
    const place = { page: "home", section: null, row, view: {} } as const;
    expect(placeOf(addressOf(place))).toEqual(place);
    expect(placeOf("#/settings")).toEqual({ page: "settings", section: null, row: null, view: {} });
  });

  it("carries how the page shows its rows, and the open row last", () => {
    const filter = JSON.stringify({ text: "가족 & 여행?", conditions: [] });
    const row = { kind: "experience", id: "e1" } as const;
    const place = { page: "experiences", section: null, row, view: { panel: "coverage", filter } } as const;
    const address = addressOf(place);
    expect(address).toMatch(/^\/experiences\?panel=coverage&filter=.*&row=experience:e1$/);
    expect(placeOf(`#${address}`)).toEqual(place);
  });

  it("leads home when it is empty and nowhere when its page is unknown", () => {
    expect(placeOf("")?.page).toBe("home");
    expect(placeOf("/nothing")).toBeNull();
    expect(placeOf("/toString")).toBeNull();
  });

  it("forgets a row of an unknown kind instead of failing", () => {
    expect(placeOf("/home?row=spell:1")).toEqual({ page: "home", section: null, row: null, view: {} });
    expect(placeOf("/home?row=experience:")?.row).toBeNull();
  });
});
