// Writing: only what changed is sent, with what its writer saw; nothing is lost and nothing is overwritten.
import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { FakeBackend } from "../../testing/fakeBackend";
import { settle } from "../../testing/openWindow";
import { ready } from "../../testing/samples";
import { forgetDrafts } from "./draft";
import {
  callsOf,
  here,
  leaveField,
  openTemplates,
  others,
  saveState,
  section,
  versionOf,
  write,
} from "./testTemplates";

vi.mock("./lazyParts", async () => (await import("./plainParts")).plainParts);
afterEach(forgetDrafts);

const kept = (fake: FakeBackend) => fake.drafts.find((one) => one.key === "template/night-12");

describe("a draft", () => {
  it("is saved a moment after the last letter: the changed field alone, with what was seen", async () => {
    const { fake } = await openTemplates();
    const base = versionOf(fake, "night-12")?.sections.why;
    write("why", "## WHY\n하나");
    write("why", "## WHY\n둘");
    expect(saveState()).toBe("Not saved yet");
    await waitFor(() => expect(callsOf(fake, "templateSave")).toHaveLength(1), { timeout: 2000 });
    expect(callsOf(fake, "templateSave")[0]?.args).toEqual([
      "night-12",
      [{ field: "sections.why", base, value: "## WHY\n둘" }],
    ]);
    await waitFor(() => expect(saveState()).toBe("Saved"));
    expect(kept(fake)).toBeUndefined();
  });

  it("is saved when the field is left, and what is typed meanwhile goes with the next", async () => {
    const { fake } = await openTemplates();
    write("why", "## WHY\n하나");
    await leaveField(fake);
    expect(versionOf(fake, "night-12")?.sections.why).toBe("## WHY\n하나");
    write("why", "## WHY\n하나 둘");
    await leaveField(fake);
    const [, edits] = callsOf(fake, "templateSave")[1]?.args ?? [];
    expect(edits).toEqual([{ field: "sections.why", base: "## WHY\n하나", value: "## WHY\n하나 둘" }]);
  });

  it("is saved when the page is left", async () => {
    const { fake, user } = await openTemplates();
    write("how", "## HOW\n천천히");
    await user.click(screen.getByRole("link", { name: "Home" }));
    await settle(fake);
    expect(versionOf(fake, "night-12")?.sections.how).toBe("## HOW\n천천히");
  });

  it("takes in what others write elsewhere, without touching what is being written", async () => {
    const { fake, say } = await openTemplates();
    write("why", "## WHY\n내 글");
    await say(() => others(fake, "night-12", "past", "## PAST\n남의 글"));
    expect(section("past").value).toBe("## PAST\n남의 글");
    expect(section("why").value).toBe("## WHY\n내 글");
    expect(screen.queryByTestId("conflict")).toBeNull();
  });

  it("keeps mine where both wrote, and lets me choose", async () => {
    const { fake, user, say } = await openTemplates();
    await say(() => {
      write("why", "## WHY\n내 글");
      others(fake, "night-12", "why", "## WHY\n남의 글");
    });
    await leaveField(fake);
    const note = within(screen.getByTestId("conflict"));
    expect(screen.getByTestId("conflict").textContent).toContain("joon also changed Why");
    expect(section("why").value).toBe("## WHY\n내 글");
    expect(versionOf(fake, "night-12")?.sections.why).toBe("## WHY\n남의 글");
    await user.click(note.getByRole("button", { name: "Compare" }));
    expect(screen.getByTestId("conflict").querySelector("del")?.textContent).toContain("남의");
    await user.click(note.getByRole("button", { name: "Keep mine" }));
    await settle(fake);
    expect(versionOf(fake, "night-12")?.sections.why).toBe("## WHY\n내 글");
    expect(screen.queryByTestId("conflict")).toBeNull();
  });

  it("learns of a conflict from the save itself, and can take theirs", async () => {
    const { fake, user } = await openTemplates();
    // Their change has not been told yet.
    fake.templates.versions = fake.templates.versions.map((one) =>
      one.id === "night-12" ? { ...one, sections: { ...one.sections, why: "남의 글" } } : one,
    );
    write("why", "내 글");
    write("how", "다른 곳");
    await leaveField(fake);
    expect(versionOf(fake, "night-12")?.sections).toMatchObject({ why: "남의 글", how: "다른 곳" });
    expect(section("why").value).toBe("내 글");
    await user.click(within(screen.getByTestId("conflict")).getByRole("button", { name: "Take theirs" }));
    expect(section("why").value).toBe("남의 글");
    expect(saveState()).toBe("Saved");
  });

  it("offers text from before a crash, to be compared and taken up", async () => {
    const { fake, user } = await openTemplates("night-12", (fake) => {
      const base = versionOf(fake, "night-12")?.sections.what;
      fake.drafts = [
        {
          key: "template/night-12",
          revision: "1",
          savedAt: new Date().toISOString(),
          value: { fields: { "sections.what": { base, value: "## WHAT\n쓰다 만 글" } } },
        },
      ];
    });
    const found = within(await screen.findByTestId("found"));
    expect(section("what").value).not.toContain("쓰다 만 글");
    await user.click(found.getByRole("button", { name: "Compare" }));
    expect(screen.getByTestId("found").querySelector("ins")?.textContent).toContain("쓰다");
    await user.click(found.getByRole("button", { name: "Take it up again" }));
    expect(section("what").value).toBe("## WHAT\n쓰다 만 글");
    await leaveField(fake);
    expect(versionOf(fake, "night-12")?.sections.what).toBe("## WHAT\n쓰다 만 글");
    expect(kept(fake)).toBeUndefined();
  });

  it("throws found text away when told to, and keeps it while one writes on", async () => {
    const { fake, user } = await openTemplates("night-12", (fake) => {
      fake.drafts = [
        {
          key: "template/night-12",
          revision: "1",
          savedAt: new Date().toISOString(),
          value: { fields: { "sections.what": { base: "", value: "쓰다 만 글" } } },
        },
      ];
    });
    await screen.findByTestId("found");
    write("why", "새 글");
    await settle(fake);
    expect(kept(fake)?.value).toMatchObject({
      fields: { "sections.what": { value: "쓰다 만 글" }, "sections.why": { value: "새 글" } },
    });
    await leaveField(fake);
    await user.click(within(screen.getByTestId("found")).getByRole("button", { name: "Throw away" }));
    await settle(fake);
    expect(kept(fake)).toBeUndefined();
  });

  it("stays on this machine while the database is away, and is saved when it is back", async () => {
    const { fake, say } = await openTemplates();
    fake.failNext("templateSave", { code: "Unreachable" });
    write("why", "내 글");
    await leaveField(fake);
    expect(saveState()).toBe("Not saved: no connection");
    expect(kept(fake)?.value).toMatchObject({ fields: { "sections.why": { value: "내 글" } } });
    await say((fake) => fake.tell({ ...ready, state: "lost" }));
    await say((fake) => fake.tell(ready));
    await waitFor(() => expect(versionOf(fake, "night-12")?.sections.why).toBe("내 글"));
    expect(saveState()).toBe("Saved");
  });

  it("saves the rest where one value is refused, and says why", async () => {
    const { fake, user } = await openTemplates();
    await user.click(screen.getByRole("tab", { name: "Details" }));
    fake.failNext("templateSave", { code: "Invalid", field: "name", reason: { reason: "taken" } });
    await user.type(screen.getByLabelText("Name"), "!");
    write("why", "내 글");
    await leaveField(fake);
    await waitFor(() => expect(versionOf(fake, "night-12")?.sections.why).toBe("내 글"));
    expect(screen.getByTestId("refused").textContent).toContain("Name was not saved");
    expect(versionOf(fake, "night-12")?.name).toBe("밤의 목소리");
  });

  it("puts what is written into a new version when somebody published it meanwhile", async () => {
    const { fake, user, say } = await openTemplates();
    await say(() => {
      write("why", "내 글");
      fake.templates.versions = fake.templates.versions.map((one) =>
        one.id === "night-12" ? { ...one, state: "published", revision: "9" } : one,
      );
      fake.tellRows({ table: "knock.prompt_templates", ids: ["night-12"] });
    });
    expect(section("why").value).toBe("내 글");
    await user.click(within(screen.getByTestId("closed")).getByRole("button", { name: "New version with my text" }));
    await waitFor(() => expect(here()?.section).toBe("made-1"));
    expect(versionOf(fake, "made-1")?.sections.why).toBe("내 글");
    expect(versionOf(fake, "night-12")?.sections.why).not.toBe("내 글");
  });

  it("asks once on production", async () => {
    const { fake, user } = await openTemplates("night-12", (fake) => {
      fake.connection = { ...ready, profile: { ...ready.profile, production: true } };
    });
    write("why", "하나");
    await leaveField(fake);
    await user.click(await screen.findByRole("button", { name: "Save to production" }));
    await settle(fake);
    expect(versionOf(fake, "night-12")?.sections.why).toBe("하나");
    write("why", "둘");
    await leaveField(fake);
    expect(versionOf(fake, "night-12")?.sections.why).toBe("둘");
  });
});
