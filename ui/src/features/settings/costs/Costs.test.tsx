// What models cost and what may be spent: an amount that cannot be read never passes for none.
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { keepUnsaved } from "../../../shared/unsaved";
import { openWindow, settle } from "../../../testing/openWindow";

afterEach(() => {
  for (const key of ["budgets", "model-price:+", "model-price:price-mini"]) keepUnsaved(key, null);
});

const fieldIn = (testId: string, name: string) =>
  screen.getByTestId(testId).querySelector(`[name="${name}"]`) as HTMLInputElement;
const price = (id: string) => within(screen.getByTestId(`price-${id}`));

describe("prices", () => {
  it("are changed where they stand, at their revision", async () => {
    const { user, fake } = await openWindow({ at: "/settings" });
    await user.click(price("price-mini").getAllByRole("button")[0] as HTMLElement);
    await user.clear(fieldIn("price-price-mini", "outputPerMillion"));
    await user.type(fieldIn("price-price-mini", "outputPerMillion"), "0.75");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(price("price-mini").getAllByRole("button")[0]?.textContent).toContain("$0.75"));
    expect(fake.calls.find((call) => call.name === "priceSave")?.args).toEqual([
      "price-mini",
      "1",
      { provider: "openai", model: "gpt-4o-mini*", inputPerMillion: 0.15, outputPerMillion: 0.75, perImage: 0 },
    ]);
  });

  it("are added, but not twice for one pattern", async () => {
    const { user, fake } = await openWindow({ at: "/settings" });
    await user.click(screen.getByRole("button", { name: "Add a price" }));
    await user.selectOptions(fieldIn("new-row", "provider"), "openai");
    await user.type(fieldIn("new-row", "model"), "gpt-4o-mini*");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("This provider has a price for this pattern already.")).toBeTruthy();
    await user.clear(fieldIn("new-row", "model"));
    await user.type(fieldIn("new-row", "model"), "gpt-4o*");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(screen.queryByTestId("new-row")).toBeNull());
    expect(fake.agents.prices.at(-1)).toMatchObject({ provider: "openai", model: "gpt-4o*", inputPerMillion: 0 });
  });

  it("are deleted at once and brought back", async () => {
    const { user, fake } = await openWindow({ at: "/settings" });
    await user.click(price("price-imagen").getAllByRole("button")[0] as HTMLElement);
    await user.click(price("price-imagen").getByRole("button", { name: "Delete the price of imagen-*" }));
    await screen.findByText("Price of imagen-* deleted");
    expect(screen.queryByTestId("price-price-imagen")).toBeNull();
    await user.click(screen.getByTestId("undo-delete"));
    await settle(fake);
    expect(screen.getByTestId("price-price-imagen")).toBeTruthy();
  });
});

describe("budgets", () => {
  const field = (name: string) => fieldIn("settings-budgets", name);

  it("are amounts, or nothing for no limit", async () => {
    const { user, fake } = await openWindow({ at: "/settings" });
    await user.clear(field("runUsd"));
    await user.type(field("dayUsd"), "$12.5");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(fake.agents.budgets).toMatchObject({ runUsd: null, dayUsd: 12.5 }));
    expect(fake.calls.find((call) => call.name === "budgetsUpdate")?.args).toEqual([
      "80",
      { runUsd: null, dayUsd: 12.5 },
    ]);
  });

  it("never take what cannot be read for no limit", async () => {
    const { user, fake } = await openWindow({ at: "/settings" });
    await user.clear(field("runUsd"));
    await user.type(field("runUsd"), "a lot");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText(/Enter an amount such as/)).toBeTruthy();
    expect(fake.calls.some((call) => call.name === "budgetsUpdate")).toBe(false);
  });

  it("are compared when somebody saved first", async () => {
    const { user, fake } = await openWindow({ at: "/settings" });
    await user.type(field("dayUsd"), "20");
    fake.agents.budgets = { ...fake.agents.budgets, revision: "99", runUsd: null };
    await user.keyboard("{Control>}s{/Control}");
    await screen.findByTestId("stale-bar");
    await user.click(screen.getByRole("button", { name: "Compare" }));
    expect((screen.getByLabelText("One run, in US dollars: Theirs no limit") as HTMLInputElement).checked).toBe(true);
    await user.click(screen.getByRole("button", { name: "Save this choice" }));
    await waitFor(() => expect(fake.agents.budgets).toMatchObject({ runUsd: null, dayUsd: 20 }));
  });
});
