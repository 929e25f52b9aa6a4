// Where in the source something is written: what stands in a part is shown where the section puts the part in.
import type { Mark, TemplateFailure, TemplateSource, TemplateVariable } from "../../../backend";
import type { SourcePlace } from "../parts";

const INCLUDE = /\{\{~?\s*>\s*(?:"([^"]*)"|'([^']*)'|([^\s}~]+))/g;

/** Where a section puts a part in, directly or by way of another part; its beginning when it does not. */
export function includeOf(source: TemplateSource, section: string, snippet: string): SourcePlace {
  const text = source.sections.find(({ key }) => key === section)?.text ?? "";
  const reaches = (name: string, seen: string[]): boolean => {
    if (name === snippet) return true;
    if (seen.includes(name)) return false;
    const inner = source.snippets?.find((one) => one.name === name)?.text ?? "";
    return namesIn(inner).some((next) => reaches(next.name, [...seen, name]));
  };
  const found = namesIn(text).find(({ name }) => reaches(name, []));
  const before = text.slice(0, found?.at ?? 0).split("\n");
  return { section, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const namesIn = (text: string) =>
  [...text.matchAll(INCLUDE)].map((found) => ({ name: found[1] ?? found[2] ?? found[3] ?? "", at: found.index }));

export function markPlace(source: TemplateSource, mark: Mark): SourcePlace {
  const { section, snippet, line, column, expression } = mark;
  if (snippet !== null) return includeOf(source, section, snippet);
  if (expression.includes("\n")) return { section, line, column };
  return { section, line, column, endLine: line, endColumn: column + expression.length };
}

export function failurePlace(source: TemplateSource, section: string, failure: TemplateFailure): SourcePlace {
  if (failure.snippet !== null) return includeOf(source, section, failure.snippet);
  return { section, line: failure.line, column: failure.column };
}

/** Required variables for which the context has nothing. */
export function missingIn(source: TemplateSource, values: Record<string, unknown>): TemplateVariable[] {
  return (source.variables ?? []).filter(
    ({ name, required, default: fallback }) =>
      required && (values[name] ?? null) === null && (fallback ?? null) === null,
  );
}
