// The preview as people use it: it follows the text, values lead to where they are written, blanks say why they are blank.
import { act, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Mark, Rendered, RenderedSection, TemplateSource } from "../../../backend";
import type { FakeBackend } from "../../../testing/fakeBackend";
import type { ChosenContext, SourcePlace } from "../parts";
import { Preview } from "./Preview";
import { showPart } from "./testTry";

const source = (why: string, past = ""): TemplateSource => ({
  sections: [
    { key: "why", text: why },
    { key: "past", text: past },
  ],
  variables: [{ name: "userName", type: "string", required: true }],
  snippets: [],
});

const context = (variables: Record<string, unknown>): ChosenContext => ({
  origin: "hand",
  id: null,
  name: "",
  variables,
});

async function show(text: TemplateSource, values: Record<string, unknown>, prepare?: (fake: FakeBackend) => void) {
  const onPlace = vi.fn<(place: SourcePlace) => void>();
  const tried = context(values);
  const whole = (now: TemplateSource) => <Preview source={now} context={tried} onPlace={onPlace} />;
  const { redraw, ...tools } = await showPart(whole(text), prepare);
  return {
    ...tools,
    onPlace,
    write: async (now: TemplateSource) => {
      redraw(whole(now));
      await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
      await tools.settle();
    },
    prompt: () => screen.getByRole("region", { name: "Rendered prompt" }),
    note: () => screen.getByTestId("mark-note"),
  };
}

/** A prompt as only the shell can make it. */
const answer = (fake: FakeBackend, change: (rendered: Rendered) => Rendered) => {
  const commands = fake.commands;
  const promptRender: typeof commands.promptRender = (...args) => commands.promptRender(...args).then(change);
  fake.commands = new Proxy(commands, {
    get: (target, name) => (name === "promptRender" ? promptRender : Reflect.get(target, name)),
  });
};
const withSection = (rendered: Rendered, key: string, change: Partial<RenderedSection>): Rendered => ({
  ...rendered,
  sections: rendered.sections.map((one) => (one.key === key ? { ...one, ...change } : one)),
});
const withMarks = (rendered: Rendered, change: Partial<Mark>): Rendered => ({
  ...rendered,
  marks: rendered.marks.map((mark) => ({ ...mark, ...change })),
});

describe("the preview", () => {
  it("follows the text and keeps the last prompt until the next is there", async () => {
    const { prompt, write, fake } = await show(source("안녕, {{userName}}"), { userName: "해원" });
    expect(prompt().textContent).toContain("안녕, 해원");
    await write(source("잘 자, {{userName}}"));
    expect(prompt().textContent).toContain("잘 자, 해원");
    expect(fake.calls.filter(({ name }) => name === "promptRender").map(({ args }) => args[2])).toEqual([
      "lenient",
      "lenient",
    ]);
  });

  it("leads from a value to where it is written, and names its variable and path", async () => {
    const { user, onPlace, prompt, note } = await show(source("하나\n안녕, {{home.city}}"), { home: { city: "부산" } });
    const value = within(prompt()).getByText("부산");
    expect(value.title, "pointing at it tells the path").toBe("home.city");
    await user.click(value);
    expect(onPlace).toHaveBeenCalledWith({ section: "why", line: 2, column: 5, endLine: 2, endColumn: 18 });
    expect(note().textContent).toMatch(/Variable home.*Path home\.city/);
  });

  it("says why a blank is one, and jumps only when asked", async () => {
    const { user, onPlace, prompt, note } = await show(source("{{userNmae}}!"), { userName: "해원" }, (fake) =>
      answer(fake, (rendered) => withMarks(rendered, { why: { reason: "typo", of: "userName" } })),
    );
    await user.click(within(prompt()).getByRole("button", { name: "blank: userNmae" }));
    expect(note().textContent).toContain("There is no such name. Is “userName” meant?");
    expect(onPlace).not.toHaveBeenCalled();
    await user.click(within(note()).getByRole("button", { name: "Go to line 1, column 1" }));
    expect(onPlace.mock.calls[0]?.[0]).toMatchObject({ section: "why", line: 1, column: 1 });
  });

  it("goes from value to value by keyboard", async () => {
    const { user, onPlace, prompt } = await show(source("{{a}} {{b}}", "{{c}}"), { a: "1", c: "3" });
    act(() => prompt().focus());
    await user.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
    expect(document.activeElement?.textContent).toBe("3");
    await user.keyboard("{ArrowLeft}{ArrowLeft}{Enter}");
    expect(onPlace.mock.calls.map(([place]) => place.column)).toEqual([1]);
    expect(screen.getByRole("button", { name: "1 blank" })).toBeTruthy();
  });

  it("shows one section alone, and leaves empty ones out of the whole", async () => {
    const { user, prompt } = await show(source("하나", "둘"), { userName: "해원" });
    expect(prompt().textContent).toMatch(/하나.*둘/s);
    await user.selectOptions(screen.getByRole("combobox", { name: "What is shown" }), "past");
    expect(prompt().textContent).not.toContain("하나");
    expect(prompt().textContent).toContain("둘");
  });

  it("tells by a word whether the prompt is within its budget", async () => {
    const { write } = await show(source("짧다"), { userName: "해원" });
    const meter = () => screen.getByRole("meter", { name: "Length of the prompt" }).getAttribute("aria-valuetext");
    expect(meter()).toBe("1 token, below the budget");
    expect(screen.getByText("below the budget")).toBeTruthy();
    await write(source("가".repeat(7_000)));
    expect(meter()).toBe("2,000 tokens, within the budget");
    await write(source("가".repeat(70_000)));
    expect(meter()).toBe("20,000 tokens, above the budget");
    const more = screen.getByRole("button", { name: "Show more (30,000 characters left)" });
    expect(more, "a long one is not laid out whole").toBeTruthy();
  });

  it("shows what is wrong with a section in its place, with the way to it", async () => {
    const { user, onPlace } = await show(source("{{#each", "둘"), { userName: "해원" }, (fake) =>
      answer(fake, (rendered) =>
        withSection(rendered, "why", {
          error: {
            kind: "syntax",
            message: "expected }}",
            line: 1,
            column: 8,
            start: 7,
            end: 7,
            snippet: null,
            subject: null,
          },
        }),
      ),
    );
    const failure = screen.getByRole("alert");
    expect(failure.textContent).toMatch(/Why cannot be rendered.*Handlebars.*expected }}/);
    await user.click(within(failure).getByRole("button", { name: "Go to line 1, column 8" }));
    expect(onPlace).toHaveBeenCalledWith({ section: "why", line: 1, column: 8 });
  });

  it("draws Markdown without ever making HTML of a value", async () => {
    const { user, prompt } = await show(source("## 제목\n- **굵게** {{x}}"), { x: "<img src=x onerror=alert(1)>" });
    await user.click(screen.getByRole("radio", { name: "Markdown" }));
    expect(prompt().querySelector("h4")?.textContent).toBe("제목");
    expect(prompt().querySelector("li strong")?.textContent).toBe("굵게");
    expect(prompt().querySelector("img")).toBeNull();
    expect(within(prompt()).getByText("<img src=x onerror=alert(1)>").title).toBe("x");
  });

  it("says which required variables the context lacks", async () => {
    await show(source("하나"), {});
    expect(screen.getByText("1 required variable has no value in this context")).toBeTruthy();
    expect(screen.getByText("userName")).toBeTruthy();
  });
});
