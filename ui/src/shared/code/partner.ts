// From a block's tag to the next one that belongs to it, around from its end to its beginning.
import type { Command } from "@codemirror/view";
import { family, parsed } from "./parsed";

export const jumpToPartner: Command = (view) => {
  const { head } = view.state.selection.main;
  const tags = family(parsed(view.state), head);
  if (tags.length < 2) return false;
  const next = tags.find((tag) => tag.start > head) ?? tags[0];
  if (!next) return false;
  view.dispatch({ selection: { anchor: next.start }, scrollIntoView: true, userEvent: "select" });
  return true;
};
