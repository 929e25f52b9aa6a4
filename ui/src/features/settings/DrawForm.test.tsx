// The draw's settings: saved whole, kept within what can be drawn, never over somebody's newer ones.
import { screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { keepUnsaved } from "../../shared/unsaved";
import { openWindow } from "../../testing/openWindow";

afterEach(() => keepUnsaved("draw-settings", null));

const field = (name: string) => document.querySelector<HTMLInputElement>(`[name="${name}"]`) as HTMLInputElement;

async function edited(name: string, value: string) {
  const window = await openWindow({ at: "/settings" });
  await window.user.clear(field(name));
  await window.user.type(field(name), value);
  return window;
}

describe("the settings of the draw", () => {
  it("are saved with fractions as they were typed, at the revision they were opened at", async () => {
    const { user, fake } = await edited("archetypeFactor", "1.75");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(fake.tables.drawSettings.archetypeFactor).toBe(1.75));
    const [revision, edit] = fake.calls.find((call) => call.name === "drawSettingsUpdate")?.args ?? [];
    expect(revision).toBe("12");
    expect(edit).not.toHaveProperty("revision");
  });

  it("refuse more rows than the needs that take part have room for", async () => {
    const { user, fake } = await edited("needsConsidered", "2");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText(/At most 4 fit/)).toBeTruthy();
    expect(fake.calls.some((call) => call.name === "drawSettingsUpdate")).toBe(false);
  });

  it("are compared when somebody saved first", async () => {
    const { user, fake } = await edited("keywordCap", "4");
    fake.tables.drawSettings = { ...fake.tables.drawSettings, revision: "40", needCut: 0.45 };
    await user.keyboard("{Control>}s{/Control}");
    await screen.findByTestId("stale-bar");
    await user.click(screen.getByRole("button", { name: "Compare" }));
    await user.click(screen.getByRole("button", { name: "Save this choice" }));
    await waitFor(() => expect(fake.tables.drawSettings).toMatchObject({ keywordCap: 4, needCut: 0.45 }));
  });
});
