// Nothing here yet: what this is, why it is empty, and the one button that fills it.
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  icon?: LucideIcon;
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  testId?: string;
}

export function EmptyState({ icon: Icon, title, text, action, testId }: Props) {
  return (
    <div
      data-testid={testId}
      style={{
        display: "flex",
        flexDirection: "column",
        alignItems: "center",
        gap: 4,
        padding: "20px 16px",
        textAlign: "center",
      }}
    >
      {Icon ? (
        <Icon size={20} strokeWidth={1.5} aria-hidden style={{ color: "var(--ink-3)", marginBottom: 4 }} />
      ) : null}
      <strong style={{ fontWeight: 600 }}>{title}</strong>
      {text ? <p style={{ color: "var(--ink-3)", maxWidth: 380, textWrap: "pretty" }}>{text}</p> : null}
      {action ? <div style={{ marginTop: 8 }}>{action}</div> : null}
    </div>
  );
}
