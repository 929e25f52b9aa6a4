// The pages, as links. Narrow it shows icons only, with their names as tooltips and for screen readers.
import { Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { Fragment } from "react";
import type { PageId } from "../../routes";
import { useAddressOf } from "../../shared/lastPlaces";
import { setPreference, usePreference } from "../../shared/preferences";
import { useWords } from "../../words/words";
import styles from "./Frame.module.css";
import type { PageEntry } from "./pageEntry";

export function Sidebar({ pages, current }: { pages: PageEntry[]; current: PageId | null }) {
  const words = useWords();
  const addressTo = useAddressOf();
  // In a small window, or at 200 % zoom, the page needs the room more than the labels do.
  const cramped = useMediaQuery("(max-width: 760px)", false, { getInitialValueInEffect: false });
  const narrow = usePreference("sidebar") === "narrow" || cramped;
  const Toggle = narrow ? PanelLeftOpen : PanelLeftClose;
  const toggleName = narrow ? words.frame.expand : words.frame.collapse;
  return (
    <nav
      className={styles.sidebar}
      aria-label={words.frame.navigation}
      data-narrow={narrow || undefined}
      data-testid="sidebar"
    >
      <div className={styles.brand}>
        <img src="./icon.svg" alt="" />
        {narrow ? null : words.app}
      </div>
      <div className={styles.nav}>
        {pages.map(({ id, icon: Icon, group }, index) => (
          <Fragment key={id}>
            {group !== pages[index - 1]?.group ? (
              <div className={styles.group} data-named={(group && !narrow) || undefined}>
                {group ? <span className={narrow ? "unseen" : undefined}>{words[group].group}</span> : null}
              </div>
            ) : null}
            <Tooltip label={words.pages[id]} position="right" disabled={!narrow}>
              <a
                href={`#${addressTo(id)}`}
                className={styles.link}
                aria-current={id === current ? "page" : undefined}
                aria-label={narrow ? words.pages[id] : undefined}
              >
                <Icon size={16} strokeWidth={1.75} aria-hidden />
                {narrow ? null : words.pages[id]}
              </a>
            </Tooltip>
          </Fragment>
        ))}
      </div>
      {cramped ? null : (
        <Tooltip label={toggleName} position="right">
          <button
            type="button"
            className={styles.link}
            aria-label={toggleName}
            aria-expanded={!narrow}
            onClick={() => setPreference("sidebar", narrow ? "open" : "narrow")}
          >
            <Toggle size={16} strokeWidth={1.75} aria-hidden />
          </button>
        </Tooltip>
      )}
    </nav>
  );
}
