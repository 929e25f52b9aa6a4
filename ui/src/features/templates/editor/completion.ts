// What is offered while a tag is being typed: what can be written at this place, as the core knows it, the helpers with
// their blocks, the parts. Nothing is offered while an input method composes.
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  snippet,
} from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";
import type { PathOrigin, Reachable, ScopeAt } from "../../../backend";
import { type Tag, tagsOf } from "../../../shared/code/mustache";
import { parsed } from "../../../shared/code/parsed";
import type { Words } from "../../../words/words";

export interface Wanted {
  what: "value" | "argument" | "block" | "close" | "partial" | "prose";
  /** Where the word begins that a choice replaces. */
  from: number;
  /** Where to ask what can be written: before the tag. */
  at: number;
  /** The helper whose argument it is. */
  helper: string | null;
}

/** What is being written at a place; null where nothing can be offered. */
export function wantedAt(text: string, place: number, tags: Tag[] = tagsOf(text)): Wanted | null {
  const tag = tags.find(
    ({ start, end, kind }) => start + 2 <= place && (place < end || (kind === "unclosed" && place === end)),
  );
  if (!tag) return { what: "prose", from: place, at: place, helper: null };
  if (tag.kind === "comment" || tag.kind === "foreign" || place > tag.to) return null;
  const head = text.slice(tag.start + 2, place);
  const wanted = (what: Wanted["what"], word: string, helper: string | null = null): Wanted => ({
    what,
    from: place - word.length,
    at: tag.start,
    helper,
  });
  const [, sign = "", first] = /^~?\s*([#/>]?)\s*(\S*)$/.exec(head) ?? [];
  if (first !== undefined && sign === "#") return wanted("block", first);
  if (first !== undefined && sign === "/") return wanted("close", first);
  if (first !== undefined && sign === ">") return wanted("partial", first);
  if (isQuoted(head) || /\|[^|]*$/.test(head)) return null;
  const word = /[^\s(){}=|"'&~#>]*$/.exec(head)?.[0] ?? "";
  const before = head.slice(0, head.length - word.length);
  if (/^[~{&]*\s*$/.test(before)) return wanted("value", word);
  const helper = /(?:^[~{&]*(?:#|else\s+)?\s*|\()([\p{L}\w]+)\s[^()]*$/u.exec(before)?.[1] ?? null;
  return wanted("argument", word, helper);
}

function isQuoted(head: string): boolean {
  let open = "";
  for (const sign of head) {
    if (open === "" && (sign === '"' || sign === "'")) open = sign;
    else if (sign === open) open = "";
  }
  return open !== "";
}

/** A word goes on for as long as none of these signs ends it. */
const WORD = /^[^\s(){}=|"']*$/;
const LONGEST_SAMPLE = 40;

export function offered(wanted: Wanted, scope: ScopeAt, words: Words): Completion[] {
  const say = words.templateEditor.completion;
  switch (wanted.what) {
    case "partial":
      return scope.snippets.map((name) => ({ label: name, detail: say.part }));
    case "close":
      return scope.blocks
        .slice(-1)
        .map(({ helper, expression }) => ({ label: helper, detail: expression, apply: closing }));
    case "block":
      return scope.helpers
        .filter((helper) => helper in BLOCKS)
        .map((helper) => block(helper, helper, say.helper, words));
    case "prose":
      return scope.paths.map((path) => ({ ...ofPath(path, null, words), apply: `{{${path.path}}}` }));
    case "argument":
      return scope.paths.map((path) => ofPath(path, wanted.helper, words));
    case "value":
      return [
        ...scope.paths.map((path) => ofPath(path, null, words)),
        ...scope.helpers.map((helper) =>
          helper in BLOCKS
            ? block(`#${helper}`, helper, say.helper, words)
            : {
                label: helper,
                detail: say.helper,
                info: say.helpers[helper],
                apply: snippet(CALLS[helper] ?? helper),
                boost: -2,
              },
        ),
        ...(scope.blocks.length > 0 ? [{ label: "else", detail: say.helper, boost: -1 }] : []),
      ];
  }
}

const NEARNESS: Record<PathOrigin, number> = { field: 5, named: 5, variable: 4, counter: 2, parent: 0 };

function ofPath({ path, type, sample, origin }: Reachable, helper: string | null, words: Words): Completion {
  const say = words.templateEditor;
  const short = sample === null || sample === undefined ? "" : JSON.stringify(sample);
  const details = [type ? say.types[type] : null, cut(short, LONGEST_SAMPLE)].filter(Boolean);
  const fits = (helper === "each" && type === "array") || (helper === "with" && type === "object");
  return {
    label: path,
    detail: details.join(" · "),
    info: () => about(say.completion.origins[origin], sample),
    boost: NEARNESS[origin] + (fits ? 20 : 0),
  };
}

function about(origin: string, sample: unknown): HTMLElement {
  const box = document.createElement("div");
  const line = document.createElement("p");
  line.textContent = origin;
  box.append(line);
  if (sample !== null && sample !== undefined) {
    const value = document.createElement("pre");
    value.textContent = cut(typeof sample === "string" ? sample : JSON.stringify(sample, null, 2), 600);
    value.style.cssText = "margin:4px 0 0;max-height:180px;overflow:auto;white-space:pre-wrap;font-family:var(--mono)";
    box.append(value);
  }
  return box;
}

const cut = (text: string, longest: number) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

/** What stands in a block's tag; the marked word is typed next. */
const BLOCKS: Record<string, string> = {
  if: "#{condition}",
  unless: "#{condition}",
  each: "#{list}",
  with: "#{object}",
};
const CALLS: Record<string, string> = { lookup: "lookup #{of} #{key}" };

function block(label: string, helper: string, detail: string, words: Words): Completion {
  return {
    label,
    detail,
    info: words.templateEditor.completion.helpers[helper] ?? "",
    apply: (view, completion, from, to) => applyBlock(view, completion, helper, from, to),
    boost: -2,
  };
}

/** The whole block in place of the tag begun: on lines of its own where the tag stands alone, else within the line. */
function applyBlock(view: EditorView, completion: Completion, helper: string, from: number, to: number) {
  const tag = parsed(view.state).tags.find(({ start, end }) => start < from && from <= end);
  const start = tag?.start ?? from;
  const end = tag && tag.kind !== "unclosed" ? tag.end : to;
  const line = view.state.doc.lineAt(start);
  const alone = line.text.slice(0, start - line.from).trim() === "" && line.text.slice(end - line.from).trim() === "";
  const space = alone ? "\n" : "";
  snippet(`{{#${helper} ${BLOCKS[helper]}}}${space}#{}${space}{{/${helper}}}`)(view, completion, start, end);
}

/** The end of a block, with the braces that are not there yet. */
function closing(view: EditorView, { label }: Completion, from: number, to: number) {
  const closed = /^~?\}\}/.exec(view.state.doc.sliceString(to, to + 3));
  const insert = closed ? label : `${label}}}`;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + label.length + (closed?.[0].length ?? 2) },
    userEvent: "input.complete",
  });
}

export function completionSource(scope: (offset: number) => Promise<ScopeAt>, words: () => Words): CompletionSource {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    if (context.view?.compositionStarted || context.state.readOnly) return null;
    const { text, tags } = parsed(context.state);
    const wanted = wantedAt(text, context.pos, tags);
    if (!wanted || (wanted.what === "prose" && !context.explicit)) return null;
    const there = await scope(wanted.at).catch(() => null);
    if (!there || context.aborted) return null;
    return { from: wanted.from, options: offered(wanted, there, words()), validFor: WORD };
  };
}
