// The rules of the templates: saved whole, kept in order, never over somebody's newer ones.
import { screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { keepUnsaved } from "../../shared/unsaved";
import { openWindow } from "../../testing/openWindow";

afterEach(() => keepUnsaved("template-settings", null));

const field = (name: string) => document.querySelector<HTMLInputElement>(`[name="${name}"]`) as HTMLInputElement;

describe("the settings of templates", () => {
  it("are saved with the review they ask for, at the revision they were opened at", async () => {
    const { user, fake } = await openWindow({ at: "/settings" });
    await user.clear(field("minTokens"));
    await user.type(field("minTokens"), "1200");
    await user.click(field("needsReview"));
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(fake.templates.settings).toMatchObject({ minTokens: 1200, needsReview: true }));
    expect(fake.calls.find((call) => call.name === "templateSettingsUpdate")?.args).toEqual([
      "1",
      { minTokens: 1200, maxTokens: 4000, needsReview: true },
    ]);
  });

  it("refuse a most that is not more than the least", async () => {
    const { user, fake } = await openWindow({ at: "/settings" });
    await user.clear(field("maxTokens"));
    await user.type(field("maxTokens"), "900");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("This must be more than the least.")).toBeTruthy();
    expect(fake.calls.some((call) => call.name === "templateSettingsUpdate")).toBe(false);
  });

  it("are compared when somebody saved first", async () => {
    const { user, fake } = await openWindow({ at: "/settings" });
    await user.clear(field("minTokens"));
    await user.type(field("minTokens"), "1200");
    fake.templates.settings = { ...fake.templates.settings, revision: "7", maxTokens: 5000 };
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByTestId("stale-bar")).toBeTruthy();
    expect(fake.templates.settings.minTokens).toBe(1000);
  });
});
