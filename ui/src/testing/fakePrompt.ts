// A stand-in for the renderer: enough of Handlebars to see a prompt follow the text. It prints `{{name}}` and `{{a.b}}`,
// puts parts in and goes through lists once; what a real template means only the shell knows.
import type { Mark, Rendered, RenderedSection, Snippet, TemplateSource } from "../bindings";

const RULE = "\n\n---\n\n";
const TAG = /\{\{\{?\s*([#/>!]?)\s*([^{}]*?)\s*\}?\}\}/g;

type Values = Record<string, unknown>;

function valueAt(values: Values, path: string): unknown {
  let value: unknown = values;
  for (const part of path.split(".")) {
    if (part === "this") continue;
    value = typeof value === "object" && value !== null ? (value as Values)[part] : undefined;
  }
  return value;
}

interface Written {
  text: string;
  marks: Mark[];
}

function write(text: string, section: string, values: Values, snippets: Snippet[], line: number, at: string): Written {
  const marks: Mark[] = [];
  let out = "";
  let rest = 0;
  const lineAt = (place: number) => line + text.slice(0, place).split("\n").length - 1;
  TAG.lastIndex = 0;
  for (let found = TAG.exec(text); found; found = TAG.exec(text)) {
    out += text.slice(rest, found.index);
    rest = found.index + found[0].length;
    const [expression, sign = "", path = ""] = found;
    if (sign === "#") {
      const [helper = "", over = ""] = path.split(/\s+/);
      const close = text.indexOf(`{{/${helper}}}`, rest);
      if (close < 0) continue;
      const body = text.slice(rest, close);
      const list = valueAt(values, over);
      const items = helper === "each" ? (Array.isArray(list) ? list : []) : list ? [list] : [];
      items.forEach((item, place) => {
        const inner = typeof item === "object" && item !== null ? { ...values, ...item } : values;
        const way = helper === "each" ? `${over}.${place}.` : "";
        const written = write(body, section, inner, snippets, lineAt(rest), way);
        marks.push(
          ...written.marks.map((mark) => ({ ...mark, start: mark.start + out.length, end: mark.end + out.length })),
        );
        out += written.text;
      });
      rest = close + helper.length + 5;
      TAG.lastIndex = rest;
      continue;
    }
    if (sign === ">") out += snippets.find(({ name }) => name === path)?.text ?? "";
    if (sign !== "" || path === "else") continue;
    const value = valueAt(values, path);
    const printed = value === undefined || value === null ? "" : String(value);
    const start = out.length;
    out += printed;
    marks.push({
      section,
      snippet: null,
      start,
      end: out.length,
      kind: printed === "" ? "blank" : "value",
      path: `${at}${path}`,
      expression,
      line: lineAt(found.index),
      column: found.index - text.lastIndexOf("\n", found.index - 1),
      why: printed === "" ? { reason: "absent" } : null,
    });
  }
  return { text: out + text.slice(rest), marks };
}

const tokensOf = (text: string) => Math.ceil(text.length / 3.5);

export function renderFake(source: TemplateSource, context: unknown): Rendered {
  const values = (typeof context === "object" && context !== null ? context : {}) as Values;
  const marks: Mark[] = [];
  const sections: RenderedSection[] = [];
  let prompt = "";
  for (const { key, text } of source.sections) {
    const written = write(text, key, values, source.snippets ?? [], 1, "");
    const inPrompt = written.text.trim() !== "";
    if (inPrompt && prompt !== "") prompt += RULE;
    const start = prompt.length;
    if (inPrompt) prompt += written.text;
    marks.push(...written.marks.map((mark) => ({ ...mark, start: mark.start + start, end: mark.end + start })));
    sections.push({
      key,
      text: written.text,
      start,
      characters: written.text.length,
      tokens: tokensOf(written.text),
      inPrompt,
      error: null,
    });
  }
  return { prompt, sections, characters: prompt.length, tokens: tokensOf(prompt), marks };
}
