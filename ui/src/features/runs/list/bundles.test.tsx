// Runs that were shared as bundles come into the list: chosen, dropped, several at once, and refused where they are none.
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openWindow, settle } from "../../../testing/openWindow";
import { callsOf, numbers, withRuns } from "./testList";

const bundle = (name: string) => new File(["PK"], name, { type: "application/zip" });
const dropped = (files: File[]) => ({ dataTransfer: { types: ["Files"], files } });

describe("bundles of runs", () => {
  it("are chosen, and one alone is opened", async () => {
    const { fake, user } = await openWindow({ at: "/runs", prepare: withRuns });
    await user.upload(screen.getByTestId("bundle-files"), bundle("run-12.zip"));
    await settle(fake);
    await waitFor(() => expect(window.location.hash).toBe("#/runs/run-1207"));
    expect(callsOf(fake, "uploadAppend")[0]?.args[1]).toBe(btoa("PK"));
  });

  it("are dropped on the list, and of several the list is shown", async () => {
    const { fake } = await openWindow({ at: "/runs", prepare: withRuns });
    const list = screen.getByTestId("run-list");
    fireEvent.dragOver(list, dropped([]));
    expect(list.textContent).toContain("Drop bundles of runs here");
    await act(async () => void fireEvent.drop(list, dropped([bundle("a.zip"), bundle("b.zip")])));
    await waitFor(() => expect(numbers().slice(0, 2)).toEqual(["#1208", "#1207"]), { timeout: 3000 });
    await settle(fake);
    expect(window.location.hash).toMatch(/^#\/runs(\?|$)/);
    expect(list.textContent).not.toContain("Drop bundles");
  });

  it("that are none are refused by their name, and the others still come in", async () => {
    const { fake, user } = await openWindow({ at: "/runs", prepare: withRuns });
    fake.failNext("runImport", { code: "Invalid", message: "this is no bundle of a run" });
    await user.upload(screen.getByTestId("bundle-files"), [bundle("letter.zip"), bundle("run-13.zip")]);
    await screen.findByText("letter.zip was not brought in");
    expect(screen.getByText("It is no bundle of a run, or it is damaged.")).toBeTruthy();
    await waitFor(() => expect(window.location.hash).toBe("#/runs/run-1207"));
  });
});
