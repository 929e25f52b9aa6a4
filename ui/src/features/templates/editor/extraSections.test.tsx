// Sections that no prompt has: taken away, or put into one of the seven.
import { act, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { sectionsOf, showEditor } from "./testEditor";

describe("a section beyond the seven", () => {
  const extra = { key: "hobby", text: "## HOBBY\n\n빗소리 모으기\n" };
  const withExtra = (texts: Record<string, string> = {}) => ({ sections: [...sectionsOf(texts), extra] });
  const choose = async (user: Awaited<ReturnType<typeof showEditor>>["user"], item: string) => {
    await user.click(screen.getByRole("button", { name: "More about hobby" }));
    await user.click(await screen.findByRole("menuitem", { name: item }));
  };
  const keys = (page: { source: { sections: { key: string }[] } }) => page.source.sections.map(({ key }) => key);

  it("is taken away, and comes back by the toast or by the keyboard, once", async () => {
    const { page, user, textOf, editorOf, settle } = await showEditor({ source: withExtra() });
    await choose(user, "Remove the section");
    await settle();
    expect(keys(page)).not.toContain("hobby");
    await user.click(await screen.findByTestId("undo-section"));
    await settle();
    expect(textOf("hobby")).toBe(extra.text);
    await choose(user, "Remove the section");
    act(() => editorOf("why").focus());
    await user.keyboard("{Control>}z{/Control}");
    await settle();
    expect(textOf("hobby")).toBe(extra.text);
    await user.keyboard("{Control>}y{/Control}");
    await settle();
    expect(keys(page)).not.toContain("hobby");
  });

  it("gives its text to one of the seven, as one step of undo", async () => {
    const { page, user, textOf, settle } = await showEditor({ source: withExtra({ how: "## HOW\n\n천천히\n" }) });
    await choose(user, "How");
    await settle();
    expect(keys(page)).not.toContain("hobby");
    expect(textOf("how")).toBe("## HOW\n\n천천히\n\n## HOBBY\n\n빗소리 모으기\n");
    await user.keyboard("{Control>}z{/Control}");
    await settle();
    expect([textOf("how"), textOf("hobby")]).toEqual(["## HOW\n\n천천히\n", extra.text]);
  });

  it("takes back by the toast only what was moved, when somebody wrote on", async () => {
    const { user, textOf, write, settle } = await showEditor({ source: withExtra({ how: "천천히" }) });
    await choose(user, "How");
    await settle();
    await write("how", "그리고 조용히");
    await user.click(await screen.findByTestId("undo-section"));
    await settle();
    expect([textOf("how"), textOf("hobby")]).toEqual(["천천히그리고 조용히", extra.text]);
  });

  it("becomes the text of a section that is missing", async () => {
    const { page, user, settle, textOf } = await showEditor({
      source: { sections: [...sectionsOf({}).filter(({ key }) => key !== "past"), extra] },
    });
    await choose(user, "Past");
    await settle();
    expect(keys(page)).toEqual(["why", "past", "trauma", "how", "personality", "what", "relationship"]);
    expect(textOf("past")).toBe("## HOBBY\n\n빗소리 모으기\n");
    await user.click(await screen.findByTestId("undo-section"));
    await settle();
    expect(keys(page)).toContain("hobby");
    expect(keys(page)).not.toContain("past");
  });

  it("stays where nothing may be written", async () => {
    await showEditor({ source: withExtra(), readOnly: true });
    expect(screen.queryByRole("button", { name: "More about hobby" })).toBeNull();
  });
});
