// A version from draft to default and back: what is published is what was looked at, and what was deleted comes back.
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Finding } from "../../backend";
import { settle } from "../../testing/openWindow";
import { ready } from "../../testing/samples";
import { forgetDrafts } from "./draft";
import { callsOf, dialog, here, more, openTemplates, others, section, versionOf, write } from "./testTemplates";

vi.mock("./lazyParts", async () => (await import("./plainParts")).plainParts);
afterEach(forgetDrafts);

const error: Finding = {
  severity: "error",
  rule: "undeclared-variable",
  section: "how",
  snippet: null,
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 9,
  message: "there is no variable `nam`",
  arguments: { name: "nam" },
  fix: null,
};
const golden = (name: string, changed: boolean) => ({
  context: name,
  name,
  before: "어제",
  after: changed ? "오늘" : "어제",
  tokens: 1200,
  changed,
  errors: [],
});
const publish = () => dialog().getByRole<HTMLButtonElement>("button", { name: "Publish" });

describe("publishing", () => {
  it("saves first, shows what changes in the golden contexts, and sends the digest that was looked at", async () => {
    const { user, fake } = await openTemplates("night-12", (fake) => {
      fake.templates.goldens = [golden("이랑", true), golden("해원", false), golden("세 번째", false)];
    });
    write("why", "새 글");
    await user.click(screen.getByRole("button", { name: "Publish…" }));
    await settle(fake);
    expect(versionOf(fake, "night-12")?.sections.why).toBe("새 글");
    expect(screen.getByTestId("goldens-changed").textContent).toBe("1 of 3 change");
    await user.click(screen.getByText("이랑"));
    expect(dialog().getByText("오늘").closest("ins")).toBeTruthy();
    await user.type(dialog().getByLabelText("Note"), "첫 문장");
    await user.click(publish());
    await waitFor(() => expect(versionOf(fake, "night-12")?.state).toBe("published"));
    expect(callsOf(fake, "templatePublish")[0]?.args).toEqual(["night-12", "digest-2-3", "첫 문장"]);
    expect(section("why").readOnly).toBe(true);
    expect(screen.getByTestId("read-only").textContent).toContain("Published by mina");
  });

  it("shows anew what it would do when something changed meanwhile, and publishes only then", async () => {
    const { user, fake } = await openTemplates();
    await user.click(screen.getByRole("button", { name: "Publish…" }));
    await settle(fake);
    others(fake, "night-12", "past", "남의 글");
    await user.click(publish());
    expect(await screen.findByTestId("publish-stale")).toBeTruthy();
    expect(versionOf(fake, "night-12")?.state).toBe("draft");
    await settle(fake);
    await user.click(publish());
    await waitFor(() => expect(versionOf(fake, "night-12")?.state).toBe("published"));
  });

  it("is stopped by errors, each of which leads to its place", async () => {
    const { user, fake } = await openTemplates("night-12", (fake) => {
      fake.templates.findings = [error];
    });
    await user.click(screen.getByRole("button", { name: "Publish…" }));
    await settle(fake);
    expect(publish().disabled).toBe(true);
    await user.click(dialog().getByRole("button", { name: "How, line 3" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.getByTestId("reveal").textContent).toBe("how:3");
  });

  it("waits until everything is saved", async () => {
    const { user, fake, say } = await openTemplates();
    await say(() => {
      write("why", "내 글");
      others(fake, "night-12", "why", "남의 글");
    });
    await user.click(screen.getByRole("button", { name: "Publish…" }));
    expect(await screen.findByTestId("unsaved")).toBeTruthy();
    expect(publish().disabled).toBe(true);
    expect(callsOf(fake, "templateCheck")).toHaveLength(0);
  });
});

describe("a version", () => {
  it("goes to review with a note and is taken back", async () => {
    const { user, fake } = await openTemplates();
    await user.click(screen.getByRole("button", { name: "Send to review…" }));
    await user.type(dialog().getByLabelText("Note"), "봐 주세요");
    await user.click(dialog().getByRole("button", { name: "Send to review" }));
    await waitFor(() => expect(versionOf(fake, "night-12")?.state).toBe("review"));
    expect(screen.getByTestId("read-only").textContent).toContain("봐 주세요");
    expect(section("why").readOnly).toBe(true);
    await user.click(screen.getByRole("button", { name: "Take back…" }));
    await user.click(dialog().getByRole("button", { name: "Take back" }));
    await waitFor(() => expect(versionOf(fake, "night-12")?.state).toBe("draft"));
    expect(section("why").readOnly).toBe(false);
  });

  it("becomes the default after one has seen whom that concerns", async () => {
    const { user, fake } = await openTemplates("market-10", (fake) => {
      fake.templates.waiting = 2;
    });
    await user.click(screen.getByRole("button", { name: "Make default…" }));
    await settle(fake);
    expect(dialog().getByText("New characters are now made with 밤의 목소리 1.1.")).toBeTruthy();
    expect(dialog().getByText("2 waiting runs that name no version will use it.")).toBeTruthy();
    expect(dialog().getByText("12 characters made with the present default keep it.")).toBeTruthy();
    await user.click(dialog().getByRole("button", { name: "Make default" }));
    await waitFor(() => expect(versionOf(fake, "market-10")?.isDefault).toBe(true));
    expect(versionOf(fake, "night-11")?.isDefault).toBe(false);
  });

  it("is read-only once published, says why, and leads to a new version", async () => {
    const { user, fake } = await openTemplates("night-11");
    expect(section("why").readOnly).toBe(true);
    expect(screen.queryByTestId("save-state")).toBeNull();
    const note = within(screen.getByTestId("read-only"));
    await user.click(note.getByRole("button", { name: "New version from this" }));
    await waitFor(() => expect(here()?.section).toBe("made-1"));
    expect(versionOf(fake, "made-1")?.basedOn).toBe("night-11");
    expect(section("why").readOnly).toBe(false);
  });

  it("is deleted without a question and comes back from the toast", async () => {
    const view = await openTemplates();
    await more(view, "Delete");
    await waitFor(() => expect(versionOf(view.fake, "night-12")).toBeUndefined());
    await waitFor(() => expect(here()?.section).toBe("night-11"));
    await view.user.click(await screen.findByTestId("undo-delete"));
    await waitFor(() => expect(here()?.section).toBe("night-12"));
    expect(callsOf(view.fake, "changeUndo")).toHaveLength(1);
    expect(versionOf(view.fake, "night-12")?.version).toBe("1.2");
  });

  it("goes to the archive and is brought back", async () => {
    const view = await openTemplates("market-10");
    await more(view, "Archive");
    await waitFor(() => expect(versionOf(view.fake, "market-10")?.state).toBe("archived"));
    await view.user.click(screen.getByRole("button", { name: "Bring back" }));
    await waitFor(() => expect(versionOf(view.fake, "market-10")?.state).toBe("published"));
  });

  it("is compared with another at an address of its own", async () => {
    const view = await openTemplates();
    await more(view, "Compare with…");
    await view.user.click(dialog().getByRole("button", { name: "Compare" }));
    expect((await screen.findByTestId("comparison")).textContent).toBe("night-11 night-12");
    expect(here()?.view.compare).toBe("night-11");
  });

  it("is exported as a text to copy", async () => {
    const view = await openTemplates();
    await more(view, "Export…");
    const text = await screen.findByLabelText<HTMLTextAreaElement>("Text of the file");
    expect(text.value).toContain('name: "밤의 목소리"');
    await view.user.click(screen.getByRole("radio", { name: "JSON" }));
    await waitFor(() =>
      expect(screen.getByLabelText<HTMLTextAreaElement>("Text of the file").value).toContain('"version": "1.2"'),
    );
  });

  it("shows what it made", async () => {
    const { user } = await openTemplates("night-11", (fake) => {
      const made = { id: "c1", name: "윤이랑", run: "r1", number: 41, quality: 0.82, at: new Date().toISOString() };
      fake.templates.usage = { characters: 12, runs: 12, quality: 0.79, made: [made] };
    });
    await user.click(screen.getByRole("tab", { name: "Usage" }));
    expect(await screen.findByText("윤이랑")).toBeTruthy();
    expect(screen.getByText("79%")).toBeTruthy();
    expect(here()?.view.panel).toBe("usage");
  });

  it("that is no longer there says so", async () => {
    await openTemplates("nobody");
    expect(await screen.findByTestId("version-gone")).toBeTruthy();
  });

  it("offers nothing that writes on a read-only connection", async () => {
    await openTemplates("night-12", (fake) => {
      fake.connection = { ...ready, profile: { ...ready.profile, readOnly: true } };
    });
    expect(section("why").readOnly).toBe(true);
    expect(screen.queryByRole("button", { name: "Publish…" })).toBeNull();
    expect(screen.getByTestId("read-only").textContent).toContain("This connection is read-only.");
  });

  it("keeps the chosen context from one version to the next", async () => {
    const { user } = await openTemplates();
    await user.click(screen.getByRole("tab", { name: "Contexts" }));
    expect(screen.getByTestId("context").textContent).toBe("The product's sample");
  });
});

describe("parts", () => {
  it("are written, published, and lead to who uses them", async () => {
    const { user, fake } = await openTemplates();
    await user.keyboard("{Control>}k{/Control}");
    await user.type(dialog().getByRole("combobox"), "Parts that");
    await user.keyboard("{Enter}");
    await user.click(await screen.findByRole("button", { name: /manners.*2.*Draft/ }));
    const text = await dialog().findByLabelText("Text");
    await user.clear(text);
    await user.type(text, "먼저 들어요.");
    await user.keyboard("{Control>}s{/Control}");
    await waitFor(() =>
      expect(fake.templates.snippets.find((one) => one.id === "manners-2")?.text).toBe("먼저 들어요."),
    );
    await settle(fake);
    await user.click(dialog().getByRole("button", { name: "Publish" }));
    await waitFor(() => expect(fake.templates.snippets.find((one) => one.id === "manners-2")?.state).toBe("published"));
    await settle(fake);
    await user.click(dialog().getByRole("button", { name: "시장 골목 2.0" }));
    expect(here()?.section).toBe("market-20");
  });
});
