// A shortcut as it is printed on the keyboard.
import { show } from "./keys";

export function KeyCap({ keys }: { keys: string }) {
  return (
    <kbd
      style={{
        fontFamily: "inherit",
        fontSize: 11,
        lineHeight: "16px",
        padding: "0 5px",
        border: "1px solid var(--line-2)",
        borderRadius: 4,
        color: "var(--ink-3)",
        background: "var(--paper)",
        flex: "none",
        whiteSpace: "nowrap",
      }}
    >
      {show(keys)}
    </kbd>
  );
}
