// Where each value of a run's prompt came from: the run's template rendered once more with what the run rendered it with.
// Only where that is the very prompt the run made do its marks say anything of it.
import { useQuery } from "@tanstack/react-query";
import { backend, keys, type Mark, type Run, useReady } from "../../../backend";
import { snippetsFor, versionSource } from "../../../shared/prompt/source";
import type { Made } from "./output";

export interface Origin {
  marks: Mark[];
  /** It is the prompt the run made. */
  same: boolean;
}

export function usePromptOrigin(run: Run, made: Made) {
  const { prompt } = made;
  const template = made.template?.id ?? run.templateId;
  return useQuery({
    queryKey: [...keys.templates, "origin", run.id, template, prompt],
    queryFn: async (): Promise<Origin> => {
      const [context, version, snippets] = await Promise.all([
        backend.templateContextOf({ kind: "run", key: String(run.number) }),
        backend.templateGet(template ?? ""),
        backend.snippetList(),
      ]);
      const source = versionSource(version, snippetsFor(version, snippets));
      const rendered = await backend.promptRender(source, context, "lenient");
      return { marks: rendered.marks, same: rendered.prompt === prompt };
    },
    enabled: useReady() && prompt !== null && template !== null,
  });
}

export interface Used {
  /** Of the root of the context: `experiences`. */
  variable: string;
  /** By their place among the marks. */
  marks: number[];
  blanks: number;
}

/** The variables in the order in which the prompt first uses them. */
export function usedIn(marks: Mark[]): Used[] {
  const used = new Map<string, Used>();
  for (const [at, { path, kind }] of marks.entries()) {
    const variable = path.split(".")[0] ?? path;
    const known = used.get(variable) ?? { variable, marks: [], blanks: 0 };
    known.marks.push(at);
    if (kind === "blank") known.blanks++;
    used.set(variable, known);
  }
  return [...used.values()];
}
