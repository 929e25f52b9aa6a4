// Saves what is written before a dialog speaks of it: null until that is known, then whether everything is in.
import { useEffect, useState } from "react";
import type { TemplateDraft } from "../draft";

export function useAllSaved(draft: TemplateDraft): boolean | null {
  const [saved, setSaved] = useState<boolean | null>(null);
  useEffect(() => {
    let left = false;
    void draft.settle().then((whole) => {
      if (!left) setSaved(whole);
    });
    return () => {
      left = true;
    };
  }, [draft]);
  return saved;
}
