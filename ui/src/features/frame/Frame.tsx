// The window's frame: sidebar, header, the page, the inspector beside it, and the status bar. It knows no page.
import { type ReactNode, useRef } from "react";
import { useConnection } from "../../backend";
import type { Place } from "../../routes";
import { closePalette, usePaletteText } from "../../shared/commands";
import { DialogBoundary } from "../../shared/Dialog";
import { useWords } from "../../words/words";
import { CommandPalette } from "./CommandPalette";
import styles from "./Frame.module.css";
import { Header } from "./Header";
import { KeysHelp } from "./KeysHelp";
import type { PageEntry } from "./pageEntry";
import { Sidebar } from "./Sidebar";
import { StatusBar } from "./StatusBar";
import { useFrameCommands } from "./useFrameCommands";
import { useNotices } from "./useNotices";

interface Props {
  pages: PageEntry[];
  place: Place | null;
  inspector: ReactNode;
  children: ReactNode;
}

export function Frame({ pages, place, inspector, children }: Props) {
  const words = useWords();
  const main = useRef<HTMLElement>(null);
  const profile = useConnection()?.profile;
  const { keysShown, hideKeys } = useFrameCommands(pages);
  useNotices();
  const paletteShown = usePaletteText() !== null;
  return (
    <div className={styles.frame} data-production={profile?.production || undefined}>
      <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
        {words.frame.skip}
      </button>
      <Sidebar pages={pages} current={place?.page ?? null} />
      <div className={styles.column}>
        <Header pages={pages} place={place} />
        <div className={styles.middle}>
          <main ref={main} tabIndex={-1} className={styles.main}>
            {children}
          </main>
          {inspector}
        </div>
      </div>
      <StatusBar />
      <DialogBoundary subject={`palette ${paletteShown}`} onClose={closePalette}>
        <CommandPalette pages={pages} place={place} />
      </DialogBoundary>
      <DialogBoundary subject={`keys ${keysShown}`} onClose={hideKeys}>
        <KeysHelp opened={keysShown} onClose={hideKeys} page={place?.page ?? null} />
      </DialogBoundary>
    </div>
  );
}
