// What it takes to render a version of a template: its sections in their order, its variables, its parts.
import type { Snippet, SnippetVersion, TemplateSource, TemplateVersion } from "../../backend";

/** Sections in their order, whatever else the row holds after them. */
export function versionSource(
  { sections, arrangement, variables }: Pick<TemplateVersion, "sections" | "arrangement" | "variables">,
  snippets: Snippet[],
): TemplateSource {
  const extra = Object.keys(sections)
    .filter((key) => !arrangement.includes(key))
    .sort();
  return {
    sections: [...arrangement, ...extra].flatMap((key) => {
      const text = sections[key];
      return text === undefined ? [] : [{ key, text }];
    }),
    variables,
    snippets,
  };
}

/** The parts a version shows: a published one those it was published with, a draft the newest published, or else draft. */
export function snippetsFor(version: TemplateVersion, all: SnippetVersion[]): Snippet[] {
  if (version.state === "published" || version.state === "archived") {
    const pinned = new Set(Object.values(version.snippets));
    return all.filter(({ id }) => pinned.has(id)).map(({ name, text }) => ({ name, text }));
  }
  const shown = new Map<string, SnippetVersion>();
  for (const one of all) {
    if (one.state === "archived") continue;
    const known = shown.get(one.name);
    if (!known || rank(one) > rank(known)) shown.set(one.name, one);
  }
  return [...shown.values()].map(({ name, text }) => ({ name, text }));
}

const rank = ({ state, version }: SnippetVersion) => (state === "published" ? 1e9 : 0) + version;
