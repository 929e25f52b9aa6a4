// What a good run is: saved whole, kept in order, in points as it is shown elsewhere.
import { screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { keepUnsaved } from "../../shared/unsaved";
import { openWindow } from "../../testing/openWindow";

afterEach(() => keepUnsaved("quality-criteria", null));

const field = (name: string) =>
  screen.getByTestId("settings-quality").querySelector(`[name="${name}"]`) as HTMLInputElement;

async function edited(name: string, value: string) {
  const window = await openWindow({ at: "/settings" });
  await window.user.clear(field(name));
  await window.user.type(field(name), value);
  return window;
}

describe("the quality criteria", () => {
  it("are saved whole, the score as a part of one", async () => {
    const { user, fake } = await edited("minScore", "82.5");
    await user.selectOptions(field("whenMissed"), "askPerson");
    expect(screen.getByText("The run waits until somebody accepts or rejects it")).toBeTruthy();
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(fake.agents.criteria.minScore).toBe(0.825));
    const [revision, edit] = fake.calls.find((call) => call.name === "qualityCriteriaUpdate")?.args ?? [];
    expect(revision).toBe("70");
    expect(edit).toEqual({
      minNeeds: 2,
      maxNeeds: 4,
      needCut: 0.5,
      minParadoxes: 1,
      minTension: 0.5,
      minTokens: 1000,
      maxTokens: 4000,
      minScore: 0.825,
      whenMissed: "askPerson",
    });
  });

  it("refuse a most below the least, and a part of a need", async () => {
    const { user, fake } = await edited("maxNeeds", "1");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("This may not be less than the least.")).toBeTruthy();
    await user.clear(field("maxNeeds"));
    await user.type(field("maxNeeds"), "7");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("Enter a number from 1 to 6.")).toBeTruthy();
    expect(fake.calls.some((call) => call.name === "qualityCriteriaUpdate")).toBe(false);
  });

  it("are compared when somebody saved first", async () => {
    const { user, fake } = await edited("minTension", "0.6");
    fake.agents.criteria = { ...fake.agents.criteria, revision: "99", whenMissed: "warn" };
    await user.keyboard("{Control>}s{/Control}");
    await screen.findByTestId("stale-bar");
    await user.click(screen.getByRole("button", { name: "Compare" }));
    expect((screen.getByLabelText("What happens below: Theirs Only warn") as HTMLInputElement).checked).toBe(true);
    await user.click(screen.getByRole("button", { name: "Save this choice" }));
    await waitFor(() => expect(fake.agents.criteria).toMatchObject({ minTension: 0.6, whenMissed: "warn" }));
  });
});
