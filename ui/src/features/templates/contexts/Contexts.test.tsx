// Choosing what a template is tried with, and writing it by hand.
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";
import type { TemplateSource } from "../../../backend";
import type { FakeBackend } from "../../../testing/fakeBackend";
import { known } from "../../../testing/templateSamples";
import { ko } from "../../../words/ko";
import type { ChosenContext } from "../parts";
import { showPart } from "../preview/testTry";
import { Contexts } from "./Contexts";
import { contextName, offsetOf, readContext, sampleContext } from "./context";

const source: TemplateSource = {
  sections: [{ key: "why", text: "{{userName}}" }],
  variables: [{ name: "userName", type: "string", required: true }],
  snippets: [],
};

function Page({ onChoose }: { onChoose: (context: ChosenContext) => void }) {
  const [chosen, setChosen] = useState(() => sampleContext(known));
  const choose = (context: ChosenContext) => {
    onChoose(context);
    setChosen(context);
  };
  return <Contexts source={source} chosen={chosen} onChoose={choose} />;
}

async function show(prepare?: (fake: FakeBackend) => void) {
  const onChoose = vi.fn<(context: ChosenContext) => void>();
  const tools = await showPart(<Page onChoose={onChoose} />, prepare);
  return {
    ...tools,
    onChoose,
    last: () => onChoose.mock.lastCall?.[0],
    json: () => screen.getByRole("textbox", { name: "Values as JSON" }) as HTMLTextAreaElement,
    write: async (text: string) => {
      fireEvent.change(screen.getByRole("textbox", { name: "Values as JSON" }), { target: { value: text } });
      await act(() => new Promise((resolve) => setTimeout(resolve, 200)));
      await tools.settle();
    },
  };
}

describe("contexts", () => {
  it("are chosen by one click or arrow key, and the chosen one is marked", async () => {
    const { user, last } = await show();
    const sample = screen.getByRole("radio", { name: "The product's sample" }) as HTMLInputElement;
    expect(sample.checked).toBe(true);
    await user.click(screen.getByRole("radio", { name: /^이랑/ }));
    expect(last()).toMatchObject({ origin: "stored", id: "context-iran", name: "이랑" });
    await user.click(screen.getByRole("radio", { name: "empty lists" }));
    expect(last()).toMatchObject({ origin: "edge", id: null, name: "empty lists", variables: { needs: [] } });
    expect(sample.checked).toBe(false);
  });

  it("are narrowed by their tags", async () => {
    const { user } = await show();
    await user.click(screen.getByRole("button", { name: "기준" }));
    expect(screen.queryByRole("radio", { name: /빈 목록/ })).toBeNull();
    expect(screen.getByRole("radio", { name: /이랑/ })).toBeTruthy();
  });

  it("follow what somebody else stored meanwhile", async () => {
    const { user, fake, last, settle } = await show();
    await user.click(screen.getByRole("radio", { name: /^이랑/ }));
    fake.templates.contexts = fake.templates.contexts.map((one) =>
      one.id === "context-iran" ? { ...one, revision: "2", variables: { userName: "하루" } } : one,
    );
    await act(async () => {
      fake.tellRows({ table: "knock.template_contexts" });
      await new Promise((resolve) => setTimeout(resolve, 150));
    });
    await settle();
    expect(last()?.variables).toEqual({ userName: "하루" });
  });

  it("written by hand are tried while they are typed, and say where they are no JSON", async () => {
    const { user, last, json, write } = await show();
    await user.click(screen.getByRole("button", { name: "Write by hand" }));
    expect(JSON.parse(json().value), "it begins with what was chosen").toMatchObject({ userName: "해원" });
    await write('{ "userName": "하루" }');
    expect(last()).toMatchObject({ origin: "hand", variables: { userName: "하루" } });
    await write('{\n  "userName": 하루\n}');
    expect(screen.getByText(/No JSON from line 2, column 15 on/)).toBeTruthy();
    expect(last()?.variables, "the last good values stay").toEqual({ userName: "하루" });
    await user.click(screen.getByRole("button", { name: "Go there" }));
    expect(json().selectionStart).toBe('{\n  "userName": '.length);
    await write("[1]");
    expect(screen.getByText("This must be an object: { … }")).toBeTruthy();
  });

  it("tell what does not fit the variables, with its path", async () => {
    await show((fake) => {
      fake.templates.faults = [
        {
          kind: "wrongType",
          path: "$.experiences[0].title",
          variable: "experiences",
          expected: "string",
          found: "number",
          near: null,
          message: "",
        },
        {
          kind: "unknown",
          path: "$.userNmae",
          variable: "userNmae",
          expected: null,
          found: "string",
          near: "userName",
          message: "",
        },
      ];
    });
    const faults = screen.getByTestId("context-faults");
    expect(faults.textContent).toContain("2 values do not fit");
    expect(faults.textContent).toContain("$.experiences[0].title Should be a text, and is a number.");
    expect(faults.textContent).toContain("Is “userName” meant?");
  });

  it("are stored with a name, tags and the golden mark, and edited afterwards", async () => {
    const { user, calls, last, write, settle } = await show();
    await user.click(screen.getByRole("button", { name: "Write by hand" }));
    await write('{ "userName": "하루" }');
    await user.click(screen.getByRole("button", { name: /^Save/ }));
    expect(screen.getByText("Give it a name.")).toBeTruthy();
    await user.type(screen.getByRole("textbox", { name: "Name" }), "밤손님");
    await user.type(screen.getByRole("combobox", { name: "Tags" }), "밤,");
    await user.click(screen.getByRole("checkbox", { name: /Golden/ }));
    await user.click(screen.getByRole("button", { name: /^Save/ }));
    await settle();
    expect(calls("contextSave")[0]).toEqual([
      null,
      null,
      {
        name: "밤손님",
        description: null,
        tags: ["밤"],
        origin: "hand",
        jobId: null,
        variables: { userName: "하루" },
        isGolden: true,
      },
    ]);
    await waitFor(() => expect(last()).toMatchObject({ origin: "stored", name: "밤손님" }));
    await user.clear(screen.getByRole("textbox", { name: "Name" }));
    await user.type(screen.getByRole("textbox", { name: "Name" }), "새벽손님");
    await user.click(screen.getByRole("button", { name: /^Save/ }));
    await settle();
    const [id, revision, edit] = calls("contextSave")[1] ?? [];
    expect([id, revision]).toEqual([last()?.id, "1"]);
    expect(edit).toMatchObject({ name: "새벽손님", tags: ["밤"], isGolden: true });
  });

  it("are taken from a run, found by typing, and kept as the run's", async () => {
    const { user, fake, calls, last, settle } = await show((fake) => {
      fake.templates.taken = { "42": { userName: "해원", characterName: "이랑" } };
    });
    await user.click(screen.getByRole("button", { name: "Take from…" }));
    const palette = within(await screen.findByTestId("context-sources"));
    for (const group of ["Runs", "Samples", "People"])
      expect(await palette.findByRole("group", { name: group })).toBeTruthy();
    await user.type(palette.getByRole("combobox"), "해원");
    await waitFor(() => expect(calls("templateContextSources").at(-1)).toEqual(["해원"]));
    await waitFor(() => expect(palette.queryByRole("group", { name: "People" })).toBeNull());
    expect(palette.getByRole("option").textContent).toContain("Run 42 · 해원");
    await user.keyboard("{Enter}");
    await settle();
    expect(calls("templateContextOf")).toEqual([[{ kind: "run", key: "42" }]]);
    expect(last()).toMatchObject({ origin: "run", id: "42", variables: { characterName: "이랑" } });
    expect((screen.getByRole("radio", { name: "Run 42 · 해원" }) as HTMLInputElement).checked).toBe(true);

    await user.click(screen.getByRole("button", { name: "Store the chosen one" }));
    expect((screen.getByRole("textbox", { name: "Name" }) as HTMLInputElement).value).toBe("Run 42 · 해원");
    await user.type(screen.getByRole("combobox", { name: "Tags" }), "밤,");
    await user.click(screen.getByRole("button", { name: /^Save/ }));
    await settle();
    expect(calls("contextSave")[0]?.[2]).toMatchObject({
      name: "Run 42 · 해원",
      origin: "run",
      jobId: "job-42",
      tags: ["밤"],
      variables: { userName: "해원", characterName: "이랑" },
    });
    expect(fake.templates.contexts.some(({ origin }) => origin === "run")).toBe(true);
  });

  it("taken from a sample and from a person stay at hand while others are tried", async () => {
    const { user, last, settle } = await show();
    for (const name of ["야간 근무를 마친 사람", "도준"]) {
      await user.click(screen.getByRole("button", { name: "Take from…" }));
      await user.click(await screen.findByRole("option", { name: new RegExp(name) }));
      await settle();
    }
    expect(last()).toMatchObject({ origin: "person", id: "user-dojun" });
    await user.click(screen.getByRole("radio", { name: "야간 근무를 마친 사람" }));
    expect(last()).toMatchObject({ origin: "input", id: "night-shift" });
    expect(screen.getByRole("radio", { name: "도준" })).toBeTruthy();
  });

  it("that cannot be taken leave the chosen one and say why", async () => {
    const { user, onChoose, fake } = await show();
    await user.click(screen.getByRole("button", { name: "Take from…" }));
    const option = await screen.findByRole("option", { name: /Run 41/ });
    fake.templates.sources = [];
    await user.click(option);
    expect(await screen.findByText("The variables of “Run 41” could not be taken")).toBeTruthy();
    expect(onChoose).not.toHaveBeenCalled();
  });

  it("that were never stored are gone when they are discarded", async () => {
    const { user, fake } = await show();
    await user.click(screen.getByRole("button", { name: "Store the chosen one" }));
    expect((screen.getByRole("textbox", { name: "Name" }) as HTMLInputElement).value).toBe("The product's sample");
    await user.click(screen.getByRole("button", { name: "Discard" }));
    await waitFor(() => expect(screen.queryByTestId("context-form")).toBeNull());
    expect(fake.calls.some(({ name }) => name === "contextSave")).toBe(false);
  });

  it("are deleted at once and brought back by undo", async () => {
    const { user, calls, settle } = await show();
    await user.click(screen.getByRole("button", { name: "Delete 이랑" }));
    await settle();
    expect(screen.queryByRole("radio", { name: /^이랑/ })).toBeNull();
    await user.click(await screen.findByTestId("undo-context"));
    await settle();
    expect(calls("changeUndo")).toHaveLength(1);
    expect(await screen.findByRole("radio", { name: /^이랑/ })).toBeTruthy();
  });

  it("show no way to write where nothing may be written", async () => {
    await show((fake) => {
      fake.connection = { ...fake.connection, profile: { ...fake.connection.profile, readOnly: true } };
    });
    expect(screen.queryByRole("button", { name: "Delete 이랑" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Store the chosen one" })).toBeNull();
    expect(screen.getByRole("button", { name: "Write by hand" }), "trying needs no database").toBeTruthy();
  });
});

describe("a context", () => {
  it("has a name in the reader's language where nobody gave one", () => {
    const edge: ChosenContext = { origin: "edge", id: null, name: "empty-lists", variables: {} };
    expect(contextName(ko, edge)).toBe("빈 목록");
    expect(contextName(ko, sampleContext(known))).toBe("제품 예시");
    expect(contextName(ko, { ...edge, name: "new-case" })).toBe("new-case");
  });

  it("is read from text, and broken text is found by line and column", () => {
    expect(readContext('{"a":1}')).toEqual({ values: { a: 1 } });
    expect(readContext("null")).toEqual({ noObject: true });
    const text = '{\n  "a": 1,\n}';
    expect(readContext(text)).toEqual({ broken: { line: 3, column: 1 } });
    expect(text[offsetOf(text, 3, 1)]).toBe("}");
  });
});
