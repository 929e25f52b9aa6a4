// Shows the editor on a fake shell, with a page around it that holds the source and does nothing else.

import { EditorView } from "@codemirror/view";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { act, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRef, useLayoutEffect, useState } from "react";
import type { Finding, SectionText, TemplateSource, TemplateVariable, TextEdit } from "../../../backend";
import { makeQueryClient } from "../../../queryClient";
import { ConfirmHost } from "../../../shared/confirm";
import { Toasts } from "../../../shared/toast";
import { type FakeBackend, installFake } from "../../../testing/fakeBackend";
import { settle } from "../../../testing/openWindow";
import type { EditorHandle, SourcePlace } from "../parts";
import { Problems } from "./Problems";
import { SectionsEditor } from "./SectionsEditor";
import { Variables } from "./Variables";

/** Nothing is laid out here, and CodeMirror asks where things are. */
export function withoutLayout() {
  const box = { left: 0, right: 0, top: 0, bottom: 0, width: 0, height: 0, x: 0, y: 0, toJSON: () => null };
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect = () => box;
  // Engines tell of a moved selection later, happy-dom while CodeMirror moves it.
  document.dispatchEvent = (event) =>
    event.type === "selectionchange" || Document.prototype.dispatchEvent.call(document, event);
}

export const KEYS = ["why", "past", "trauma", "how", "personality", "what", "relationship"];

export const sectionsOf = (texts: Record<string, string>): SectionText[] =>
  KEYS.map((key) => ({ key, text: texts[key] ?? `## ${key.toUpperCase()}\n\n${key}` }));

function withSection(sections: SectionText[], key: string, text: string | null): SectionText[] {
  if (text === null) return sections.filter((one) => one.key !== key);
  if (sections.some((one) => one.key === key)) return sections.map((one) => (one.key === key ? { key, text } : one));
  const at = KEYS.indexOf(key);
  return at === -1 ? [...sections, { key, text }] : sections.toSpliced(at, 0, { key, text });
}

interface Options {
  source?: Partial<TemplateSource>;
  findings?: Finding[];
  readOnly?: boolean;
  prepare?: (fake: FakeBackend) => void;
}

class HeldPage {
  told: SectionText[] = [];
  findings: Finding[];
  readOnly: boolean;
  handle = createRef<EditorHandle>();
  setSource: (change: (source: TemplateSource) => TemplateSource) => void = () => undefined;
  setReveal: (place: SourcePlace) => void = () => undefined;
  constructor(
    public source: TemplateSource,
    { findings = [], readOnly = false }: Options,
  ) {
    this.findings = findings;
    this.readOnly = readOnly;
  }
}

function Page({ page }: { page: HeldPage }) {
  const [client] = useState(() => makeQueryClient(() => undefined));
  const [source, setSource] = useState(page.source);
  const [reveal, setReveal] = useState<SourcePlace | null>(null);
  useLayoutEffect(() => {
    Object.assign(page, { source, setSource, setReveal });
  }, [page, source]);
  const { findings, readOnly, handle } = page;
  const onVariables = (variables: TemplateVariable[]) => setSource((before) => ({ ...before, variables }));
  return (
    <MantineProvider env="test">
      <QueryClientProvider client={client}>
        <SectionsEditor
          source={source}
          readOnly={readOnly}
          findings={findings}
          reveal={reveal}
          handle={handle}
          onSection={(key, text) => {
            if (text !== null) page.told.push({ key, text });
            setSource((before) => ({ ...before, sections: withSection(before.sections, key, text) }));
          }}
          onArrange={(keys) =>
            setSource((before) => ({
              ...before,
              sections: [
                ...keys.flatMap((key) => before.sections.filter((one) => one.key === key)),
                ...before.sections.filter(({ key }) => !keys.includes(key)),
              ],
            }))
          }
          onVariables={onVariables}
        />
        <Problems findings={findings} onGo={setReveal} onFix={readOnly ? null : (one) => handle.current?.fix(one)} />
        <Variables
          source={source}
          findings={findings}
          readOnly={readOnly}
          onVariables={onVariables}
          onGo={setReveal}
          onRename={(name) => handle.current?.rename(name)}
        />
        <ConfirmHost />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  );
}

export async function showEditor({ source = {}, prepare, ...options }: Options = {}) {
  withoutLayout();
  const fake = installFake();
  prepare?.(fake);
  const page = new HeldPage({ sections: sectionsOf({}), variables: [], snippets: [], ...source }, options);
  const view = render(<Page page={page} />);
  await settle(fake);
  const editorOf = (key: string) => {
    const content = view.container.querySelector<HTMLElement>(`[data-section="${key}"] .cm-editor`);
    const editor = content && EditorView.findFromDOM(content);
    if (!editor) throw new Error(`no editor of ${key}`);
    return editor;
  };
  return {
    ...view,
    fake,
    page,
    user: userEvent.setup(),
    settle: () => settle(fake),
    editorOf,
    textOf: (key: string) => editorOf(key).state.doc.toString(),
    /** Types at the end of a section, as a person's keys would. */
    write: async (key: string, text: string) => {
      const editor = editorOf(key);
      await act(async () => {
        editor.focus();
        const { length } = editor.state.doc;
        editor.dispatch({
          changes: { from: length, insert: text },
          selection: { anchor: length + text.length },
          userEvent: "input.type",
        });
      });
      await settle(fake);
    },
    outside: async (change: (texts: Record<string, string>) => Record<string, string>) => {
      await act(async () => {
        page.setSource((source) => {
          const texts = Object.fromEntries(source.sections.map(({ key, text }) => [key, text]));
          const next = { ...texts, ...change(texts) };
          return { ...source, sections: source.sections.map(({ key }) => ({ key, text: next[key] ?? "" })) };
        });
      });
      await settle(fake);
    },
  };
}

export const edit = (section: string, start: number, end: number, text: string): TextEdit => ({
  section,
  snippet: null,
  start,
  end,
  text,
});
