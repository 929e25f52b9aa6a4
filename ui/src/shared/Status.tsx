// A state as a sign and a word. The shape of the sign differs with the state, so that colour is not needed to read it.
import type { ReactNode } from "react";

export type StatusTone = "good" | "busy" | "warn" | "bad" | "off";

export function StatusSign({ tone, size = 10 }: { tone: StatusTone; size?: number }) {
  const colour = {
    good: "var(--good)",
    busy: "var(--ink-2)",
    warn: "var(--warn)",
    bad: "var(--bad)",
    off: "var(--ink-3)",
  };
  const shapes: Record<StatusTone, ReactNode> = {
    good: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
    busy: <circle cx="6" cy="6" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.75" strokeDasharray="6 3" />,
    warn: <path d="M6 1.2 11.2 10.6H.8Z" fill="currentColor" />,
    bad: <path d="M2.2 2.2 9.8 9.8M9.8 2.2 2.2 9.8" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" />,
    off: <rect x="2" y="2" width="8" height="8" rx="1" fill="none" stroke="currentColor" strokeWidth="1.75" />,
  };
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" aria-hidden style={{ color: colour[tone], flex: "none" }}>
      {shapes[tone]}
    </svg>
  );
}

export function Status({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 6, minWidth: 0 }}>
      <StatusSign tone={tone} />
      <span className="cut">{children}</span>
    </span>
  );
}
