// One column before and after, drawn as fits its values: words of texts, structures as text, anything else side by side.
import { TextDiff, ValueDiff } from "./Diff";
import { Value } from "./Value";
import { kindOf } from "./valueKind";

export function FieldDiff({ field, before, after }: { field: string; before: unknown; after: unknown }) {
  const texts = typeof before === "string" && typeof after === "string";
  if (texts && ["prose", "source", "line"].includes(kindOf(field, after).kind))
    return <TextDiff old={before} now={after} />;
  const both = [before, after].map((value) => kindOf(field, value).kind);
  // Structures are compared as text: two radars side by side hide what moved.
  if (both.some((kind) => kind === "json" || kind === "sources" || kind === "needs")) {
    return <TextDiff old={JSON.stringify(before, null, 1) ?? ""} now={JSON.stringify(after, null, 1) ?? ""} />;
  }
  return <ValueDiff before={<Value column={field} value={before} />} after={<Value column={field} value={after} />} />;
}
