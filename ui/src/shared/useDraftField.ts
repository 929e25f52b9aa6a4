// What every field of a form takes from the form's draft: what it is called, what is wrong with it, whether it was edited
// and whether it may be. Its value, and how that is changed, differ from field to field.
import { useMayWrite } from "../backend";
import type { Common } from "./Inputs";
import type { DraftState, Values } from "./useDraft";

/** A row that is not stored yet (`known` false) has nothing an edit could differ from. */
export function useDraftField<T extends Values>(
  { errors, edited }: Pick<DraftState<T>, "errors" | "edited">,
  labels: Record<keyof T & string, string>,
  known = true,
): (name: keyof T & string) => Common {
  const mayWrite = useMayWrite();
  return (name) => ({
    name,
    label: labels[name],
    error: errors[name],
    edited: known && edited.includes(name),
    disabled: !mayWrite,
  });
}
