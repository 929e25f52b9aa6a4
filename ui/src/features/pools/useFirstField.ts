// A dialog opens with the caret in its first field, not on its close button.
import { type RefObject, useLayoutEffect } from "react";

export function useFirstField(form: RefObject<HTMLElement | null>, again: unknown = null): void {
  useLayoutEffect(() => {
    if (form.current?.querySelector("[data-autofocus]")) return;
    const field = form.current?.querySelector<HTMLElement>("input:not([type=radio]), select, textarea");
    field?.setAttribute("data-autofocus", "");
    // The form was emptied for another row: the dialog itself does not open again.
    if (again) field?.focus();
  }, [form, again]);
}
