// Settings: this window (kept here, at once), the team (shared, saved), who works on runs, and what this program is. Every
// section has its address, and the line on top leads there.
import { useCallback, useEffect, useRef } from "react";
import { addressOf } from "../../routes";
import { useWords, type Words } from "../../words/words";
import { About } from "./About";
import { AgentsSection } from "./agents/AgentsSection";
import { BudgetsSection } from "./costs/BudgetsSection";
import { PricesSection } from "./costs/PricesSection";
import { DrawSection } from "./DrawSection";
import { NoticesSection } from "./NoticesSection";
import { ProvidersSection } from "./providers/ProvidersSection";
import { QualitySection } from "./QualitySection";
import styles from "./Settings.module.css";
import { TeamSection } from "./TeamSection";
import { TemplatesSection } from "./TemplatesSection";
import { WindowSection } from "./WindowSection";

// The key is that of the address, and with "settings-" before it the test id of the section.
const SECTIONS: { key: string; title: (words: Words) => string; Part: () => React.ReactNode }[] = [
  { key: "window", title: (words) => words.settings.window, Part: WindowSection },
  { key: "notices", title: (words) => words.notices.title, Part: NoticesSection },
  { key: "team", title: (words) => words.settings.team, Part: TeamSection },
  { key: "draw", title: (words) => words.rowForms.drawSettings.title, Part: DrawSection },
  { key: "templates", title: (words) => words.templates.settings.title, Part: TemplatesSection },
  { key: "agents", title: (words) => words.agents.title, Part: AgentsSection },
  { key: "quality", title: (words) => words.agents.quality.title, Part: QualitySection },
  { key: "providers", title: (words) => words.agents.providers.title, Part: ProvidersSection },
  { key: "prices", title: (words) => words.agents.prices.title, Part: PricesSection },
  { key: "budgets", title: (words) => words.agents.budgets.title, Part: BudgetsSection },
  { key: "about", title: (words) => words.settings.about, Part: About },
];

const SETTLING = 3000;
const MOVES = ["wheel", "keydown", "pointerdown"];

export function SettingsPage({ section }: { section: string | null }) {
  const words = useWords();
  const page = useRef<HTMLDivElement>(null);
  // Not scrollIntoView: it moves the frame around the page as well.
  const lead = useCallback((key: string) => {
    const main = page.current?.closest("main");
    const target = page.current?.querySelector(`[data-testid="settings-${CSS.escape(key)}"]`);
    const over = page.current?.querySelector("nav")?.getBoundingClientRect();
    if (main && target && over) main.scrollTop += target.getBoundingClientRect().top - over.bottom;
  }, []);
  useEffect(() => {
    if (section === null) return;
    lead(section);
    // What stands above it grows as it is loaded; whoever moves by themselves meanwhile is left alone.
    const grown = new ResizeObserver(() => lead(section));
    if (page.current) grown.observe(page.current);
    const stop = () => grown.disconnect();
    const timer = setTimeout(stop, SETTLING);
    for (const moved of MOVES) window.addEventListener(moved, stop, { capture: true, once: true });
    return () => {
      clearTimeout(timer);
      stop();
      for (const moved of MOVES) window.removeEventListener(moved, stop, { capture: true });
    };
  }, [section, lead]);
  return (
    <div ref={page} className={styles.page} data-testid="settings">
      <h1 className="unseen">{words.pages.settings}</h1>
      <nav className={styles.contents} aria-label={words.settings.sections}>
        {SECTIONS.map(({ key, title }) => (
          <a
            key={key}
            href={`#${addressOf({ page: "settings", section: key })}`}
            aria-current={section === key ? "location" : undefined}
            onClick={() => lead(key)}
          >
            {title(words)}
          </a>
        ))}
      </nav>
      {SECTIONS.map(({ key, Part }) => (
        <Part key={key} />
      ))}
    </div>
  );
}
