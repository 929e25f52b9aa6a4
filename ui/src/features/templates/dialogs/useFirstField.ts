// A dialog opens with the caret in its first field, not on its close button.
import { type RefObject, useLayoutEffect, useRef } from "react";

export function useFirstField(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    form.current
      ?.querySelector("input:not([type=radio]):not([type=file]), select, textarea")
      ?.setAttribute("data-autofocus", "");
  }, []);
  return form;
}
