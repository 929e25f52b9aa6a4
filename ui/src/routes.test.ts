// Addresses: built and read in one place, and reading undoes building.
import { describe, expect, it } from "vitest";
import { addressOf, placeOf } from "./routes";

describe("an address", () => {
  it("leads back to the place it was built from", () => {
    const row = { kind: "experience", id: "0190-가족:1" } as const;
    const place = { page: "home", section: null, row } as const;
    expect(placeOf(addressOf(place))).toEqual(place);
    expect(placeOf("#/settings")).toEqual({ page: "settings", section: null, row: null });
  });

  it("leads home when it is empty and nowhere when its page is unknown", () => {
    expect(placeOf("")?.page).toBe("home");
    expect(placeOf("/nothing")).toBeNull();
    expect(placeOf("/toString")).toBeNull();
  });

  it("forgets a row of an unknown kind instead of failing", () => {
    expect(placeOf("/home?row=spell:1")).toEqual({ page: "home", section: null, row: null });
    expect(placeOf("/home?row=experience:")?.row).toBeNull();
  });
});
