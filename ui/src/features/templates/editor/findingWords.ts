// What a finding says in the reader's language: by its rule and what it is about; a rule without words says its own.
import type { Finding, Fix } from "../../../backend";
import type { Words } from "../../../words/words";

export type Rule = keyof Words["templateEditor"]["rules"];

export function findingText(words: Words, finding: Finding): string {
  const { rules } = words.templateEditor;
  if (finding.rule === "syntax") return syntaxText(words, finding) ?? finding.message;
  return finding.rule in rules ? rules[finding.rule as Rule](finding.arguments) : finding.message;
}

/** The core points at the tag that is wrong; its first signs tell what is wrong with it. */
function syntaxText(words: Words, { arguments: { subject }, fix }: Finding): string | null {
  const say = words.templateEditor.syntax;
  if (subject === undefined) return null;
  const to = fix?.arguments.to;
  if (/^\{\{~?\//.test(subject)) return to === undefined ? say.close(subject) : say.closeAs(subject, to);
  if (/^\{\{~?\s*(?:else\b|\^)/.test(subject)) return say.branch(subject);
  if (/^\{\{~?#[\s\S]*\}\}$/.test(subject)) return say.block(subject);
  return subject.startsWith("{{") && !subject.endsWith("}}") ? say.tag(subject) : null;
}

export function fixText(words: Words, { arguments: { to, heading } }: Fix): string {
  const say = words.templateEditor.problems;
  if (heading !== undefined) return say.fixHeading(heading);
  return to === undefined || to.trim() === "" ? say.fix : say.fixTo(to);
}
