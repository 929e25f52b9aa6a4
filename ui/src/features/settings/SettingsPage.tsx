// Settings: this window (kept here, at once), the team (shared, saved), and what this program is.
import { useWords } from "../../words/words";
import { About } from "./About";
import { AgentsSection } from "./agents/AgentsSection";
import { BudgetsSection } from "./costs/BudgetsSection";
import { PricesSection } from "./costs/PricesSection";
import { DrawSection } from "./DrawSection";
import { ProvidersSection } from "./providers/ProvidersSection";
import { QualitySection } from "./QualitySection";
import styles from "./Settings.module.css";
import { TeamSection } from "./TeamSection";
import { TemplatesSection } from "./TemplatesSection";
import { WindowSection } from "./WindowSection";

export function SettingsPage() {
  const words = useWords();
  return (
    <div className={styles.page} data-testid="settings">
      <h1 className="unseen">{words.pages.settings}</h1>
      <WindowSection />
      <TeamSection />
      <DrawSection />
      <TemplatesSection />
      <AgentsSection />
      <QualitySection />
      <ProvidersSection />
      <PricesSection />
      <BudgetsSection />
      <About />
    </div>
  );
}
