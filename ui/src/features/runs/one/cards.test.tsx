// What came of a run: needs with their gaps, the prompt and where its values came from, the room and the rows behind it.
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { openWindow, settle } from "../../../testing/openWindow";
import * as runs from "../../../testing/runSamples";
import { faults, withRuns } from "../../../testing/runWindow";
import * as made from "../../../testing/stepSamples";
import { variables, version } from "../../../testing/templateSamples";
import { piecesOf } from "./sources";

const TEXT = "{{characterName}}의 방이에요. {{userName}}, {{characterName}}{{mood}}";

/** A run whose prompt its template makes of its context, or another one. */
const withPrompt = (systemPrompt: string) => (fake: FakeBackend) => {
  withRuns(fake);
  fake.templates.versions = [
    version({ id: "default-11", state: "published", sections: { why: TEXT }, arrangement: ["why"], variables }),
  ];
  const source = { kind: "run" as const, key: "1203", label: "하람", note: null, at: null, jobId: "run-1203" };
  fake.templates.sources = [source];
  fake.templates.taken = { "1203": { characterName: "서준", userName: "하람" } };
  const output = { ...(made.OUTPUTS[2] as object), systemPrompt };
  fake.runs.runs = [runs.run({ id: "run-1203", number: 1203, output: null, steps: [runs.step(3, { output })] })];
};

describe("the prompt of a run", () => {
  it("says of each value which variable it came from, and lists the variables", async () => {
    const { user, fake } = await openWindow({
      at: "/runs/run-1203",
      prepare: withPrompt("서준의 방이에요. 하람, 서준"),
    });
    const card = within(screen.getByTestId("prompt"));
    await user.hover(card.getByText("하람"));
    expect(card.getByTestId("mark-note").textContent).toContain("userName");
    await user.click(card.getByText("Where it comes from: 3 variables"));
    await user.click(card.getByRole("button", { name: /characterName/ }));
    expect(document.activeElement?.textContent).toBe("서준");
    expect(card.getByTestId("mark-note").textContent).toContain("{{characterName}}");
    expect(card.getByRole("button", { name: /^mood/ }).textContent).toContain("1 blank");
    await settle(fake);
    expect(await faults(screen.getByTestId("prompt"))).toEqual([]);
  }, 30_000);

  it("says honestly when today's template makes another one", async () => {
    await openWindow({ at: "/runs/run-1203", prepare: withPrompt("옛날 프롬프트") });
    const card = screen.getByTestId("prompt");
    await waitFor(() => expect(within(card).getByTestId("no-origin").textContent).toContain("another prompt"));
    expect(card.textContent).toContain("옛날 프롬프트");
    expect(card.querySelector("[data-mark]")).toBeNull();
  });
});

describe("the cards beside a run", () => {
  it("tell observed, hidden and the gap of each need", async () => {
    await openWindow({ at: "/runs/run-1203", prepare: withRuns });
    const gaps = screen.getByRole("list", { name: "Gaps between what shows and what is hidden" });
    expect(within(gaps).getByRole("img", { name: "observed 0.42, hidden 0.81, gap 0.39" })).toBeTruthy();
    expect(within(gaps).getAllByRole("listitem")).toHaveLength(6);
  });

  it("lead from the room and the run to the rows they came from, in the inspector", async () => {
    await openWindow({
      at: "/runs/run-1203",
      prepare: (fake) => {
        withRuns(fake);
        fake.runs.poolRows = [
          { pool: "experiences", id: "e1", name: "첫 자취", chosen: true },
          { pool: "experiences", id: "e2", name: "밤 산책", chosen: false },
        ];
      },
    });
    const colour = within(screen.getByTestId("pieces")).getByRole("link", { name: "따뜻한 주황" });
    expect(colour.getAttribute("href")).toBe("#/runs/run-1203?row=visual:0190f2d0-0000-7000-8000-000000000010");
    const rows = within(screen.getByTestId("pool-rows"));
    expect(rows.getByRole("link", { name: "첫 자취" }).getAttribute("href")).toBe("#/runs/run-1203?row=experience:e1");
    expect(rows.getByText("1 row looked at and not chosen")).toBeTruthy();
  });

  it("lead from what would raise the quality to the step that would", async () => {
    const { user, fake } = await openWindow({ at: "/runs/run-1202", prepare: withRuns });
    await user.click(within(screen.getByTestId("quality")).getByRole("button", { name: "See “Write prompt”" }));
    await settle(fake);
    expect(within(screen.getByTestId("step")).getByRole("heading", { level: 2 }).textContent).toBe("3. Write prompt");
  });
});

describe("the pieces of a scene", () => {
  it("are there with the row each came from, also the strange ones", () => {
    const source = { pool: "trauma_types", id: "t1", label: "빈 의자" };
    expect(piecesOf({ defensiveElements: [{ object: "chair", source }], objects: [{ name: "lamp" }] })).toEqual([
      { part: "object", value: "lamp", label: "lamp", row: null },
      { part: "defence", value: "chair", label: "빈 의자", row: { kind: "traumaType", id: "t1" } },
    ]);
    expect(piecesOf(null)).toEqual([]);
  });
});
