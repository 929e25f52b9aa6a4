// The team's settings: a draft is never lost, whatever happens around it.
import { act, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { setPreference } from "../../shared/preferences";
import { unsavedCount } from "../../shared/unsaved";
import { openWindow } from "../../testing/openWindow";
import * as samples from "../../testing/samples";

const perNeed = () => document.querySelector<HTMLInputElement>('[name="experiencesPerNeed"]') as HTMLInputElement;
const perElement = () => document.querySelector<HTMLInputElement>('[name="visualsPerElement"]') as HTMLInputElement;

async function edited(value = "24") {
  const window = await openWindow({ at: "/settings" });
  await window.user.clear(perNeed());
  await window.user.type(perNeed(), value);
  return window;
}

describe("a draft", () => {
  it("survives a refetch and a colleague's change, which is told and not applied", async () => {
    const { say } = await edited();
    await say((fake) => {
      fake.settings = { ...samples.settings, revision: "900", experiencesPerNeed: 30 };
      fake.tellRows({ table: "knock.coverage_targets", actor: "jiwoo" });
    });
    expect(perNeed().value).toBe("24");
    expect(screen.getByTestId("changed-notice").textContent).toContain("jiwoo changed this");
    expect(screen.getByTestId("save-bar")).toBeTruthy();
  });

  it("survives a lost connection and a failed save", async () => {
    const { say, user, fake } = await edited();
    await say((fake) => fake.tell(samples.lost));
    expect(perNeed().value).toBe("24");
    fake.failNext("coverageTargetsUpdate", { code: "Unreachable" });
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("Could not save")).toBeTruthy();
    expect(perNeed().value).toBe("24");
    await say((fake) => fake.tell(samples.ready));
    expect(perNeed().value).toBe("24");
  });

  it("survives leaving the page and coming back", async () => {
    const { user } = await edited();
    await user.click(screen.getByRole("link", { name: "Home" }));
    await screen.findByTestId("home");
    await user.click(screen.getByRole("link", { name: "Settings" }));
    await waitFor(() => expect(perNeed().value).toBe("24"));
    expect(screen.getByTestId("save-bar")).toBeTruthy();
  });

  it("is written to disk shortly after typing, once for many letters", async () => {
    const { fake } = await edited("2400");
    await act(() => new Promise((resolve) => setTimeout(resolve, 500)));
    const writes = fake.calls.filter((call) => call.name === "draftSave");
    expect(writes).toHaveLength(1);
    expect(writes[0]?.args).toMatchObject(["coverage-targets", "731", { experiencesPerNeed: 2400 }]);
  });

  it("is offered again after a crash, and restored only when asked", async () => {
    const draft = {
      key: "coverage-targets",
      revision: "700",
      savedAt: "2026-11-21T00:00:00Z",
      value: { experiencesPerNeed: 33 },
    };
    const { user } = await openWindow({ at: "/settings", prepare: (fake) => (fake.drafts = [draft]) });
    const offer = await screen.findByTestId("draft-found");
    expect(offer.textContent, "the saved row is newer than the draft").toContain("changed since");
    expect(perNeed().value).toBe("20");
    await user.click(screen.getByRole("button", { name: "Continue editing" }));
    expect(perNeed().value).toBe("33");
  });

  it("is undone step by step with Ctrl+Z, and discarded with one click that can be undone too", async () => {
    const { user } = await edited();
    await user.clear(perElement());
    await user.type(perElement(), "12");
    await user.keyboard("{Control>}z{/Control}");
    expect(perElement().value).toBe("10");
    expect(perNeed().value).toBe("24");
    await user.click(screen.getByRole("button", { name: "Discard" }));
    expect(perNeed().value).toBe("20");
    expect(unsavedCount()).toBe(0);
    await user.click(perNeed());
    await user.keyboard("{Control>}z{/Control}");
    expect(perNeed().value).toBe("24");
  });

  it("survives a change of language and theme", async () => {
    await edited();
    act(() => setPreference("language", "ko"));
    expect(perNeed().value).toBe("24");
    expect(screen.getByTestId("save-bar").textContent).toContain("1개 항목을 고쳤어요");
    expect(document.documentElement.dataset.lang).toBe("ko");
  });
});

describe("saving", () => {
  it("sends the whole row with the revision it was opened at, and keeps the focus in its field", async () => {
    const { user, fake } = await edited();
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(screen.queryByTestId("save-bar")).toBeNull());
    expect(fake.calls.find((call) => call.name === "coverageTargetsUpdate")?.args).toEqual([
      "731",
      { experiencesPerNeed: 24, experiencesPerIntensity: 10, visualsPerNeed: 20, visualsPerElement: 10 },
    ]);
    expect(document.activeElement?.getAttribute("name")).toBe("experiencesPerNeed");
    expect(fake.drafts).toEqual([]);
    expect(screen.queryByTestId("changed-notice"), "our own save is no news").toBeNull();
  });

  it("does not fire from Ctrl+S while a word is being composed", async () => {
    const { fake } = await edited();
    act(() => {
      perNeed().dispatchEvent(
        new KeyboardEvent("keydown", { key: "s", code: "KeyS", ctrlKey: true, bubbles: true, isComposing: true }),
      );
    });
    expect(fake.calls.some((call) => call.name === "coverageTargetsUpdate")).toBe(false);
  });

  it("puts an error under its field and the focus into it", async () => {
    const { user, fake } = await edited();
    fake.failNext("coverageTargetsUpdate", { code: "Invalid", field: "visuals_per_element", message: "out of range" });
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() => expect(perElement().getAttribute("aria-invalid")).toBe("true"));
    const note = document.getElementById(perElement().getAttribute("aria-describedby") ?? "");
    expect(note?.textContent).toContain("out of range");
    expect(document.activeElement).toBe(perElement());
    expect(perNeed().value).toBe("24");
  });

  it("refuses an empty field without asking the database", async () => {
    const { user, fake } = await edited();
    await user.clear(perElement());
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("Enter a whole number from 0 to 10,000.")).toBeTruthy();
    expect(fake.calls.some((call) => call.name === "coverageTargetsUpdate")).toBe(false);
  });

  it("asks once on a production profile and saves nothing when the answer is no", async () => {
    const { user, fake } = await openWindow({
      at: "/settings",
      prepare: (fake) => {
        fake.connection = { ...samples.ready, profile: { ...samples.ready.profile, production: true } };
      },
    });
    await user.type(perNeed(), "4");
    await user.keyboard("{Control>}s{/Control}");
    expect(await screen.findByText("Save to production?")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(fake.calls.some((call) => call.name === "coverageTargetsUpdate")).toBe(false);
    expect(perNeed().value).toBe("204");
  });

  it("is not offered on a read-only profile", async () => {
    await openWindow({
      at: "/settings",
      prepare: (fake) => {
        fake.connection = { ...samples.ready, profile: { ...samples.ready.profile, readOnly: true } };
      },
    });
    expect(perNeed().readOnly).toBe(true);
    expect(screen.getByTestId("settings-team").textContent).toContain("This connection is read-only");
  });
});

describe("a stale save", () => {
  async function stale() {
    const window = await edited();
    window.fake.settings = { ...samples.settings, revision: "900", experiencesPerNeed: 30, visualsPerNeed: 18 };
    await window.user.keyboard("{Control>}s{/Control}");
    await screen.findByTestId("stale-bar");
    return window;
  }

  it("keeps the draft and compares it with theirs, field by field", async () => {
    const { user } = await stale();
    expect(perNeed().value).toBe("24");
    await user.click(screen.getByRole("button", { name: "Compare" }));
    expect((screen.getByLabelText("Experiences · For each need: Mine 24") as HTMLInputElement).checked).toBe(true);
    expect((screen.getByLabelText("Visuals · For each need: Theirs 18") as HTMLInputElement).checked).toBe(true);
  });

  it("saves mine over theirs when asked, with their revision", async () => {
    const { user, fake } = await stale();
    await user.click(screen.getByRole("button", { name: "Keep mine" }));
    await waitFor(() => expect(screen.queryByTestId("stale-bar")).toBeNull());
    expect(fake.settings).toMatchObject({ experiencesPerNeed: 24, visualsPerNeed: 20 });
  });

  it("takes theirs when asked", async () => {
    const { user, fake } = await stale();
    await user.click(screen.getByRole("button", { name: "Take theirs" }));
    await waitFor(() => expect(perNeed().value).toBe("30"));
    expect(fake.settings.revision).toBe("900");
    expect(unsavedCount()).toBe(0);
  });

  it("saves a mixture of both", async () => {
    const { user, fake } = await stale();
    await user.click(screen.getByRole("button", { name: "Compare" }));
    await user.click(screen.getByRole("button", { name: "Save this choice" }));
    await waitFor(() => expect(fake.settings).toMatchObject({ experiencesPerNeed: 24, visualsPerNeed: 18 }));
  });
});
