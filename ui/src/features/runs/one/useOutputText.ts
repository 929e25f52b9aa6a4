// An output that is being edited: as text, kept when its dialog is closed, so that nothing typed is lost.
import { useEffect, useState } from "react";
import { parseJson } from "../../../shared/grid/jsonText";
import { keepUnsaved, unsaved } from "../../../shared/unsaved";

export function useOutputText(name: string, output: unknown) {
  const [original] = useState(() => JSON.stringify(output, null, 2));
  const [text, setText] = useState(() => (unsaved(name)?.value as string | undefined) ?? original);
  const changed = text !== original;
  useEffect(() => keepUnsaved(name, changed ? { revision: "", value: text } : null), [name, changed, text]);
  const read = parseJson(text);
  return {
    text,
    setText,
    changed,
    value: "value" in read ? { output: read.value } : null,
    /** As it was before anybody edited it. */
    reset: () => setText(original),
    /** It was sent: nothing is left to keep. */
    done: () => keepUnsaved(name, null),
  };
}
