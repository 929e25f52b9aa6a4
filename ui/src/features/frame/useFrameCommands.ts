// The commands of the window itself, and the one listener that turns keys into commands, whoever offers them.
import { useMutation } from "@tanstack/react-query";
import {
  ArrowLeft,
  ArrowRight,
  Copy,
  ExternalLink,
  Keyboard,
  Languages,
  Moon,
  PanelLeft,
  Sun,
  SunMoon,
} from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { backend } from "../../backend";
import { type Command, openPalette, useAllCommands, useCommands } from "../../shared/commands";
import { copyToClipboard } from "../../shared/copy";
import { isComposing, isTyping, matches } from "../../shared/keys";
import { lastAddressOf } from "../../shared/lastPlaces";
import { address, back, forward, go } from "../../shared/navigation";
import { preferences, setPreference } from "../../shared/preferences";
import { toast } from "../../shared/toast";
import { useLanguage, useWords } from "../../words/words";
import type { PageEntry } from "./pageEntry";

export function useFrameCommands(pages: PageEntry[]) {
  const words = useWords();
  const language = useLanguage();
  const [keysShown, setKeysShown] = useState(false);
  const { mutate: openWindow } = useMutation({
    mutationFn: (place: string) => backend.windowOpen(place),
    meta: { failureTitle: (words) => words.palette.openFailed, stale: [] },
  });

  const commands = useMemo<Command[]>(() => {
    const say = words.palette.commands;
    const app = (command: Omit<Command, "scope">): Command => ({ ...command, scope: "app" });
    return [
      app({ id: "palette", title: say.search, keys: "mod+k", onlyKey: true, run: () => openPalette() }),
      ...pages
        .filter((page) => page.keys)
        .map((page) =>
          app({
            id: `page-${page.id}`,
            title: say.go(words.pages[page.id]),
            ...(page.keys ? { keys: page.keys } : {}),
            onlyKey: true,
            run: () => go(lastAddressOf(page.id)),
          }),
        ),
      app({
        id: "language",
        title: language === "ko" ? say.english : say.korean,
        words: "language 언어 korean english 한국어 영어",
        icon: Languages,
        run: () => setPreference("language", language === "ko" ? "en" : "ko"),
      }),
      app({
        id: "light",
        title: say.light,
        words: "theme 테마 light",
        icon: Sun,
        run: () => setPreference("theme", "light"),
      }),
      app({
        id: "dark",
        title: say.dark,
        words: "theme 테마 dark",
        icon: Moon,
        run: () => setPreference("theme", "dark"),
      }),
      app({
        id: "system-theme",
        title: say.systemTheme,
        words: "theme 테마 system",
        icon: SunMoon,
        run: () => setPreference("theme", "system"),
      }),
      app({
        id: "copy-address",
        title: say.copyAddress,
        words: "address link 주소 링크",
        icon: Copy,
        keys: "mod+shift+c",
        run: () =>
          void copyToClipboard(`#${address()}`).then(
            (done) => done && toast({ tone: "good", title: words.palette.addressCopied, text: `#${address()}` }),
          ),
      }),
      app({
        id: "second-window",
        title: say.secondWindow,
        words: "window 창",
        icon: ExternalLink,
        keys: "mod+shift+n",
        run: () => openWindow(address()),
      }),
      app({
        id: "sidebar",
        title: say.sidebar,
        icon: PanelLeft,
        keys: "mod+b",
        run: () => setPreference("sidebar", preferences().sidebar === "open" ? "narrow" : "open"),
      }),
      // Alt+arrows are listened for in navigation.ts, together with the mouse; here they are only shown and offered.
      app({ id: "back", title: say.back, icon: ArrowLeft, keys: "alt+arrowleft", run: back }),
      app({ id: "forward", title: say.forward, icon: ArrowRight, keys: "alt+arrowright", run: forward }),
      app({
        id: "keys",
        title: say.keys,
        words: "shortcuts 단축키 help 도움말",
        icon: Keyboard,
        keys: "?",
        run: () => setKeysShown(true),
      }),
    ];
  }, [pages, words, language, openWindow]);
  useCommands(commands);

  const all = useAllCommands();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event)) return;
      // A dialog has the keyboard for itself.
      if (document.querySelector('[role="dialog"]')) return;
      const command = all.find((one) => one.keys && !one.keys.startsWith("alt+arrow") && matches(event, one.keys));
      if (!command?.keys) return;
      if (!command.keys.includes("+") && isTyping(event.target)) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [all]);

  return { keysShown, hideKeys: () => setKeysShown(false) };
}
