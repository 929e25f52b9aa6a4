// What agents are told: each its own row, its own draft and its own save; nobody's newer settings are written over.
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { keepUnsaved, unsavedCount } from "../../../shared/unsaved";
import { openWindow } from "../../../testing/openWindow";

afterEach(() => {
  for (const agent of ["needs", "character", "picture"]) keepUnsaved(`agent-settings:${agent}`, null);
});

const row = (agent: string) => within(screen.getByTestId(`agent-${agent}`));
const field = (agent: string, name: string) =>
  screen.getByTestId(`agent-${agent}`).querySelector(`[name="${name}"]`) as HTMLInputElement;
const head = (agent: string) => row(agent).getAllByRole("button")[0] as HTMLElement;

async function opened(agent: string, options: Parameters<typeof openWindow>[0] = {}) {
  const window = await openWindow({ at: "/settings", ...options });
  await window.user.click(head(agent));
  return window;
}

describe("the settings of agents", () => {
  it("are told in one line each: who answers, and with what", async () => {
    await openWindow({ at: "/settings" });
    expect(head("needs").textContent).toMatch(
      /1.*Need Vector Analysis.*As the run says.*0\.3.*3,000.*30s.*3.*Stand-in/,
    );
    expect(head("character").textContent).toMatch(/openai.*gpt-4o/);
    expect(head("prompt").textContent).toMatch(/Greenroom itself.*Stop the run/);
    expect(head("picture").textContent).toContain("off");
  });

  it("are saved whole at the revision they were opened at, seconds as milliseconds", async () => {
    const { user, fake } = await opened("needs");
    await user.selectOptions(field("needs", "engine"), "gemini");
    await user.clear(field("needs", "timeoutMs"));
    await user.type(field("needs", "timeoutMs"), "12.5");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(fake.agents.agents[0]).toMatchObject({ engine: "gemini", timeoutMs: 12_500 }));
    expect(fake.calls.find((call) => call.name === "agentSettingsUpdate")?.args).toEqual([
      "needs",
      "60",
      {
        isEnabled: true,
        engine: "gemini",
        model: null,
        temperature: 0.3,
        maxTokens: 3000,
        timeoutMs: 12_500,
        attempts: 3,
        onFailure: "fallback",
      },
    ]);
    expect(screen.queryByTestId("changed-notice"), "our own save is no news").toBeNull();
  });

  it("keep a draft each, also while they are folded", async () => {
    const { user, fake } = await opened("needs");
    await user.clear(field("needs", "attempts"));
    await user.type(field("needs", "attempts"), "5");
    await user.click(head("character"));
    await user.selectOptions(field("character", "onFailure"), "abort");
    expect(unsavedCount()).toBe(2);
    await user.click(head("needs"));
    expect(head("needs").textContent).toContain("Unsaved edits");
    await user.click(head("needs"));
    expect(field("needs", "attempts").value).toBe("5");
    await user.click(field("needs", "attempts"));
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(fake.agents.agents[0]?.attempts).toBe(5));
    expect(fake.agents.agents[1]?.onFailure).toBe("fallback");
    expect(field("character", "onFailure").value).toBe("abort");
  });

  it("refuse what is out of range without asking the database", async () => {
    const { user, fake } = await opened("needs");
    await user.clear(field("needs", "temperature"));
    await user.type(field("needs", "temperature"), "3");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("Enter a number from 0 to 2.")).toBeTruthy();
    expect(document.activeElement).toBe(field("needs", "temperature"));
    expect(fake.calls.some((call) => call.name === "agentSettingsUpdate")).toBe(false);
  });

  it("put the database's refusal under its field", async () => {
    const { user, fake } = await opened("needs");
    await user.selectOptions(field("needs", "engine"), "ollama");
    fake.failNext("agentSettingsUpdate", { code: "Invalid", field: "engine", message: "ollama is no provider" });
    await user.keyboard("{Control>}s{/Control}");
    expect(await row("needs").findByText("ollama is no provider")).toBeTruthy();
    expect(field("needs", "engine").value).toBe("ollama");
  });

  it("are compared when somebody saved first", async () => {
    const { user, fake } = await opened("needs");
    await user.clear(field("needs", "maxTokens"));
    await user.type(field("needs", "maxTokens"), "2500");
    fake.agents.agents = fake.agents.agents.map((one) =>
      one.agent === "needs" ? { ...one, revision: "99", engine: "openai" } : one,
    );
    await user.keyboard("{Control>}s{/Control}");
    await screen.findByTestId("stale-bar");
    await user.click(screen.getByRole("button", { name: "Compare" }));
    expect((screen.getByLabelText("Engine: Theirs openai") as HTMLInputElement).checked).toBe(true);
    await user.click(screen.getByRole("button", { name: "Save this choice" }));
    await waitFor(() => expect(fake.agents.agents[0]).toMatchObject({ maxTokens: 2500, engine: "openai" }));
  });

  it("ask no model of those who ask none, and switch off only the last two", async () => {
    const { user } = await opened("prompt");
    expect(field("prompt", "engine")).toBeNull();
    expect(field("prompt", "isEnabled")).toBeNull();
    expect(field("prompt", "onFailure").value).toBe("abort");
    await user.click(head("picture"));
    expect(field("picture", "engine").value).toBe("offline");
    expect(field("picture", "isEnabled").checked).toBe(false);
  });

  it("unfold by themselves where a draft was left behind by a crash", async () => {
    const draft = {
      key: "agent-settings:needs",
      revision: "60",
      savedAt: "2026-11-21T00:00:00Z",
      value: { attempts: 7 },
    };
    const { user } = await openWindow({ at: "/settings", prepare: (fake) => (fake.drafts = [draft]) });
    expect(field("needs", "attempts").value).toBe("3");
    await user.click(await screen.findByRole("button", { name: "Continue editing" }));
    expect(field("needs", "attempts").value).toBe("7");
  });

  it("are only read on a read-only profile", async () => {
    await opened("picture", {
      prepare: (fake) => {
        fake.connection = { ...fake.connection, profile: { ...fake.connection.profile, readOnly: true } };
      },
    });
    expect(field("picture", "attempts").readOnly).toBe(true);
    expect(field("picture", "engine").disabled).toBe(true);
    expect(field("picture", "isEnabled").disabled).toBe(true);
  });
});

describe("the shapes", () => {
  it("are shown as JSON for each agent, to be folded and copied", async () => {
    const { user } = await openWindow({ at: "/settings" });
    await user.click(screen.getByRole("button", { name: "Shapes" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByText("Agent 1: Need Vector Analysis")).toBeTruthy();
    expect(dialog.getByText("RunInput")).toBeTruthy();
    expect(dialog.getByRole("button", { name: "Copy: Output" })).toBeTruthy();
    await user.click(dialog.getByRole("tab", { name: "Image Generation" }));
    expect(dialog.getByText("Agent 5: Image Generation")).toBeTruthy();
  });
});
