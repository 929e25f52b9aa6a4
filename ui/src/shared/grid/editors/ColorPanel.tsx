// A colour as text, with a swatch where it is a hex colour and the system's own picker beside it. Words are colours too.
import { useImperativeHandle } from "react";
import { useWords } from "../../../words/words";
import { isHex } from "../CellValue";
import styles from "./editors.module.css";
import type { PanelProps } from "./panel";

export function ColorPanel({ ref, text, setText }: PanelProps) {
  const words = useWords();
  useImperativeHandle(ref, () => ({}));
  const hex = isHex(text) ? text.trim() : null;
  // The picker knows only the long form.
  const long = hex && hex.length === 4 ? `#${[...hex.slice(1)].map((sign) => sign + sign).join("")}` : hex?.slice(0, 7);
  return (
    <div className={styles.color}>
      <span
        className={styles.swatch}
        data-none={hex === null || undefined}
        style={hex ? { background: hex } : {}}
        aria-hidden
      />
      <label>
        {words.grid.edit.pickColor}
        <input type="color" value={long ?? "#808080"} onChange={(event) => setText(event.currentTarget.value)} />
      </label>
    </div>
  );
}
