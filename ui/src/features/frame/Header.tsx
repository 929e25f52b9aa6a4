// Where one is, the field that opens the palette, and the switches of the window: connection, theme, language.
import { ActionIcon, Tooltip } from "@mantine/core";
import { Moon, Search, Sun } from "lucide-react";
import { useConnection } from "../../backend";
import type { Place } from "../../routes";
import { openPalette } from "../../shared/commands";
import { KeyCap } from "../../shared/KeyCap";
import { setPreference } from "../../shared/preferences";
import { useScheme } from "../../shared/theme";
import { useLanguage, useWords } from "../../words/words";
import { ConnectionSign } from "./ConnectionSign";
import styles from "./Frame.module.css";
import type { PageEntry } from "./pageEntry";

export function Header({ pages, place }: { pages: PageEntry[]; place: Place | null }) {
  const words = useWords();
  const language = useLanguage();
  const scheme = useScheme();
  const profile = useConnection()?.profile;
  const other = scheme === "dark" ? "light" : "dark";
  const group = pages.find((page) => page.id === place?.page)?.group;
  const crumbs = [
    // A group may be called as its first page is.
    ...(group && place && words[group].group !== words.pages[place.page] ? [words[group].group] : []),
    place ? words.pages[place.page] : words.app,
    ...(place?.row ? [words.kinds[place.row.kind]] : []),
  ];
  return (
    <header className={styles.header}>
      <nav className={styles.crumbs} aria-label={words.frame.breadcrumb}>
        <ol>
          {crumbs.map((crumb, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: two crumbs may be the same word, and they never move
              key={`${index} ${crumb}`}
              className="cut"
              aria-current={index === crumbs.length - 1 ? "location" : undefined}
            >
              {crumb}
            </li>
          ))}
        </ol>
      </nav>
      <button type="button" className={styles.search} onClick={() => openPalette()}>
        <Search size={14} aria-hidden />
        <span className="cut">{words.frame.search}</span>
        <KeyCap keys="mod+k" />
      </button>
      <div className={styles.tools}>
        {profile?.production ? (
          <span className={styles.badge} data-production data-testid="production">
            {words.production.mark}
          </span>
        ) : null}
        {profile?.readOnly ? <span className={styles.badge}>{words.frame.readOnly}</span> : null}
        <ConnectionSign />
        <Tooltip label={words.frame.themeTo[other]}>
          <ActionIcon onClick={() => setPreference("theme", other)} aria-label={words.frame.themeTo[other]}>
            {scheme === "dark" ? <Sun size={15} aria-hidden /> : <Moon size={15} aria-hidden />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label={words.frame.switchLanguage}>
          <button
            type="button"
            className={styles.language}
            aria-label={`${words.frame.languageShort}: ${words.frame.switchLanguage}`}
            onClick={() => setPreference("language", language === "ko" ? "en" : "ko")}
          >
            {words.frame.languageShort}
          </button>
        </Tooltip>
      </div>
    </header>
  );
}
