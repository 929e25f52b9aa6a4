// Providers: added, changed, deleted and brought back, tested; and their keys, which go out once and are then nowhere.
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { keepUnsaved } from "../../../shared/unsaved";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { openWindow, settle } from "../../../testing/openWindow";

afterEach(() => {
  for (const name of ["openai", "gemini", "anthropic", "ollama", "+"]) keepUnsaved(`provider:${name}`, null);
});

const row = (name: string) => within(screen.getByTestId(`provider-${name}`));
const head = (name: string) => row(name).getAllByRole("button")[0] as HTMLElement;
const fieldOf = (box: HTMLElement, name: string) => box.querySelector(`[name="${name}"]`) as HTMLInputElement;
const field = (provider: string, name: string) => fieldOf(screen.getByTestId(`provider-${provider}`), name);
const callsOf = (fake: FakeBackend, name: string) => fake.calls.filter((call) => call.name === name);

async function opened(name: string, prepare?: (fake: FakeBackend) => void) {
  const window = await openWindow({ at: "/settings", ...(prepare ? { prepare } : {}) });
  await window.user.click(head(name));
  await settle(window.fake);
  return window;
}

describe("the list of providers", () => {
  it("says where each key is", async () => {
    await openWindow({ at: "/settings" });
    expect(head("openai").textContent).toContain("in the keychain");
    expect(head("gemini").textContent).toContain("from $GEMINI_API_KEY");
    expect(head("ollama").textContent).toContain("none");
    expect(head("anthropic").textContent).toContain("off");
  });

  it("says that a machine has no keychain, and what to do instead", async () => {
    await opened("ollama", (fake) => (fake.agents.keychain = false));
    expect(head("ollama").textContent).toContain("no keychain");
    expect(row("ollama").getByText(/Set \$GREENROOM_OLLAMA_API_KEY/)).toBeTruthy();
    expect(field("ollama", "key")).toBeNull();
  });
});

describe("a provider", () => {
  it("is saved at its revision, an empty address as the usual one", async () => {
    const { user, fake } = await opened("ollama");
    await user.clear(field("ollama", "baseUrl"));
    await user.clear(field("ollama", "concurrency"));
    await user.type(field("ollama", "concurrency"), "2");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(callsOf(fake, "providerSave")).toHaveLength(1));
    expect(callsOf(fake, "providerSave")[0]?.args).toEqual([
      "ollama",
      "90",
      { kind: "openAi", baseUrl: null, model: "llama3.1", imageModel: "", concurrency: 2, isEnabled: true },
    ]);
  });

  it("warns that keys go along when its address changes", async () => {
    const { user } = await opened("openai");
    expect(screen.queryByTestId("address-notice")).toBeNull();
    await user.type(field("openai", "baseUrl"), "https://models.example/v1");
    expect(screen.getByTestId("address-notice").textContent).toContain("colleagues keep for openai");
    await user.click(row("openai").getByRole("button", { name: "Discard" }));
    expect(screen.queryByTestId("address-notice")).toBeNull();
  });

  it("warns of its kind too, which has another usual address, and tells whose keys they are", async () => {
    const { user } = await opened("gemini");
    await user.selectOptions(field("gemini", "kind"), "openAi");
    // The key in GEMINI_API_KEY does not go along; those of others may.
    expect(screen.getByTestId("address-notice").textContent).toContain("Whoever keeps a key for gemini");
  });

  it("is added under a name of its own, and unfolds with its key and its test", async () => {
    const { user, fake } = await openWindow({ at: "/settings" });
    await user.click(screen.getByRole("button", { name: "Add a provider" }));
    const box = screen.getByTestId("new-row");
    expect(document.activeElement).toBe(fieldOf(box, "name"));
    await user.type(fieldOf(box, "name"), "ollama");
    await user.keyboard("{Control>}s{/Control}");
    expect(await within(box).findByText("A provider of this name is there already.")).toBeTruthy();
    await user.type(fieldOf(box, "name"), "-2");
    await user.type(fieldOf(box, "baseUrl"), "localhost:1234");
    await user.keyboard("{Control>}s{/Control}");
    expect(await within(box).findByText(/begins with http/)).toBeTruthy();
    await user.clear(fieldOf(box, "baseUrl"));
    await user.type(fieldOf(box, "baseUrl"), "http://localhost:1234");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(screen.queryByTestId("new-row")).toBeNull());
    expect(callsOf(fake, "providerSave")[0]?.args.slice(0, 2)).toEqual(["ollama-2", null]);
    expect(row("ollama-2").getByTestId("key-panel")).toBeTruthy();
    await settle(fake);
    expect(fake.drafts).toEqual([]);
  });

  it("is deleted at once and brought back, with its prices", async () => {
    const { user, fake } = await opened("ollama");
    await user.click(row("ollama").getByRole("button", { name: "Delete ollama" }));
    await screen.findByText("ollama deleted");
    expect(screen.queryByTestId("provider-ollama")).toBeNull();
    expect(screen.queryByTestId("price-price-ollama")).toBeNull();
    await user.click(screen.getByTestId("undo-delete"));
    await screen.findByText("ollama is back");
    await settle(fake);
    expect(screen.getByTestId("provider-ollama")).toBeTruthy();
    expect(screen.getByTestId("price-price-ollama")).toBeTruthy();
  });

  it("stays while an agent answers through it, and says which", async () => {
    const { user, fake } = await opened("openai");
    await user.click(row("openai").getByRole("button", { name: "Delete openai" }));
    expect(await screen.findByText(/engine of Agent 2 · Character Profile Generation/)).toBeTruthy();
    expect(callsOf(fake, "providerDelete")).toHaveLength(0);
  });

  it("is compared when somebody saved first", async () => {
    const { user, fake } = await opened("ollama");
    await user.type(field("ollama", "model"), ":70b");
    fake.agents.providers = fake.agents.providers.map((one) =>
      one.name === "ollama" ? { ...one, revision: "99", isEnabled: false } : one,
    );
    await user.keyboard("{Control>}s{/Control}");
    await screen.findByTestId("stale-bar");
    await user.click(screen.getByRole("button", { name: "Compare" }));
    await user.click(screen.getByRole("button", { name: "Save this choice" }));
    await waitFor(() =>
      expect(fake.agents.providers.at(-1)).toMatchObject({ model: "llama3.1:70b", isEnabled: false }),
    );
  });
});

describe("a test", () => {
  it("tells that all is well, and offers the models it found", async () => {
    const { user } = await opened("openai");
    await user.click(row("openai").getByRole("button", { name: "Test" }));
    expect(await row("openai").findByText(/It answers, within 320/)).toBeTruthy();
    await user.click(row("openai").getByRole("button", { name: "Use gpt-4o for texts" }));
    expect(field("openai", "model").value).toBe("gpt-4o");
    expect(row("openai").getByText("What is saved is tested, not what is being edited.")).toBeTruthy();
  });

  it("says at which stage it fails, and of what comes before only what is known", async () => {
    const { user, fake } = await opened("openai", (fake) => {
      fake.agents.report = {
        ...fake.agents.report,
        reachable: false,
        authorised: false,
        models: [],
        failed: "key",
        message: "there is no key for openai",
      };
    });
    const stages = () =>
      [...screen.getByTestId("test-panel").querySelectorAll("li")].map((one) => one.textContent?.replace(/^\s+/, ""));
    await user.click(row("openai").getByRole("button", { name: "Test" }));
    expect(await row("openai").findByText("there is no key for openai")).toBeTruthy();
    expect(stages()).toEqual(["Addressnot reached", "Certificatenot reached", "Keyfails here", "Modelnot reached"]);
    fake.agents.report = { ...fake.agents.report, reachable: true, message: "the provider does not accept the key" };
    await user.click(row("openai").getByRole("button", { name: "Test" }));
    await row("openai").findByText("the provider does not accept the key");
    expect(stages()[0]).toBe("Addressin order");
  });

  it("that could not be made says why, in its place", async () => {
    const { user, fake } = await opened("openai");
    fake.failNext("providerTest", { code: "Conflict", message: "openai did not answer within 30 s" });
    await user.click(row("openai").getByRole("button", { name: "Test" }));
    expect(await row("openai").findByText("openai did not answer within 30 s")).toBeTruthy();
  });
});

describe("a key", () => {
  const SECRET = "sk-a-key-of-mine-0123";
  // Wherever the window could have kept it.
  const traces = (fake: FakeBackend) =>
    [
      document.documentElement.outerHTML,
      [...document.querySelectorAll("input")].map((one) => one.value).join(),
      JSON.stringify(fake.drafts),
      JSON.stringify({ ...localStorage }),
    ].filter((one) => one.includes(SECRET));

  it("is sent once and forgotten: no field, no draft and no store has it", async () => {
    const { user, fake } = await opened("ollama");
    await user.type(field("ollama", "key"), `${SECRET}{Enter}`);
    expect(field("ollama", "key").value).toBe("");
    await screen.findByText("The key is in the keychain");
    await settle(fake);
    expect(callsOf(fake, "keySet").map(({ args }) => args)).toEqual([["ollama", SECRET]]);
    expect(callsOf(fake, "providerSave"), "it is no part of the form").toHaveLength(0);
    expect(traces(fake)).toEqual([]);
    expect(head("ollama").textContent).toContain("in the keychain");
  });

  it("is forgotten too when it was not kept", async () => {
    const { user, fake } = await opened("ollama");
    fake.failNext("keySet", { code: "Forbidden", message: "the keychain is locked" });
    await user.type(field("ollama", "key"), `${SECRET}{Enter}`);
    expect(await row("ollama").findByText("The key was not kept")).toBeTruthy();
    expect(field("ollama", "key").value).toBe("");
    expect(traces(fake)).toEqual([]);
  });

  it("is hidden while it is typed, and an empty one is not sent", async () => {
    const { user, fake } = await opened("ollama");
    expect(field("ollama", "key").type).toBe("password");
    await user.click(row("ollama").getByRole("button", { name: "Keep key" }));
    expect(row("ollama").getByText("Paste a key first.")).toBeTruthy();
    expect(callsOf(fake, "keySet")).toHaveLength(0);
  });

  it("is taken out of the keychain again", async () => {
    const { user, fake } = await opened("openai");
    await user.click(row("openai").getByRole("button", { name: "Remove key" }));
    await waitFor(() => expect(head("openai").textContent).toContain("none"));
    expect(callsOf(fake, "keyDelete")[0]?.args).toEqual(["openai"]);
  });
});
