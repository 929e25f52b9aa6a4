// Puts the window together: look, cache, frame, the page of the present address, the inspector. No page's logic lives here.
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { Signpost } from "lucide-react";
import { useEffect, useState } from "react";
import { guardClose, listen, setWindowTitle } from "./backend";
import { ConnectionGate } from "./features/connection/ConnectionGate";
import { Frame } from "./features/frame/Frame";
import { HomeCommands } from "./features/home/HomeCommands";
import { Inspector } from "./features/inspector/Inspector";
import { pages } from "./pages";
import { makeQueryClient } from "./queryClient";
import { addressOf, placeOf } from "./routes";
import { ConfirmHost, confirm } from "./shared/confirm";
import { EmptyState } from "./shared/EmptyState";
import { ErrorBoundary } from "./shared/ErrorBoundary";
import { keepLastHere } from "./shared/lastHere";
import { listenForHistoryKeys, useAddress } from "./shared/navigation";
import { preferences } from "./shared/preferences";
import { theme, useScheme, variables } from "./shared/theme";
import { Toasts, toastError } from "./shared/toast";
import { unsavedCount } from "./shared/unsaved";
import { flushDrafts } from "./shared/useDraft";
import { languageOf, useLanguage, useWords, wordsFor } from "./words/words";

const currentWords = () => wordsFor(languageOf(preferences().language));

export function App() {
  const [client] = useState(() => makeQueryClient((title, error) => toastError(title(currentWords()), error)));
  const scheme = useScheme();
  const language = useLanguage();

  useEffect(() => listen(client), [client]);
  useEffect(() => keepLastHere(), []);
  useEffect(() => listenForHistoryKeys(), []);
  useEffect(() => guardClose(mayClose), []);
  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    root.dataset.lang = language;
    root.dataset.theme = scheme;
  }, [language, scheme]);

  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      cssVariablesResolver={variables}
      // Tests do not wait for fades.
      env={import.meta.env.MODE === "test" ? "test" : "default"}
    >
      <QueryClientProvider client={client}>
        <ErrorBoundary>
          <Window />
          <HomeCommands />
        </ErrorBoundary>
        <ConfirmHost />
        <Toasts />
      </QueryClientProvider>
    </MantineProvider>
  );
}

function mayClose(): boolean | Promise<boolean> {
  if (unsavedCount() === 0) return true;
  const words = currentWords();
  return confirm({
    title: words.closing.title,
    text: words.closing.text,
    confirm: words.closing.confirm,
    cancel: words.closing.stay,
  }).then(async (yes) => {
    if (yes) await flushDrafts();
    return yes;
  });
}

function Window() {
  const words = useWords();
  const address = useAddress();
  const place = placeOf(address);
  const page = pages.find((one) => one.id === place?.page);

  useEffect(() => {
    setWindowTitle(page ? `${words.pages[page.id]} – ${words.app}` : words.app);
  }, [page, words]);

  const row = place?.row;
  return (
    <Frame pages={pages} place={place} inspector={place && row ? <Inspector place={{ ...place, row }} /> : null}>
      {page ? (
        <ConnectionGate needsDatabase={page.needsDatabase}>
          <ErrorBoundary subject={page.id} place={(note) => <div style={{ padding: 16 }}>{note}</div>}>
            <page.component section={place?.section ?? null} />
          </ErrorBoundary>
        </ConnectionGate>
      ) : (
        <EmptyState
          icon={Signpost}
          title={words.frame.notFoundTitle}
          text={words.frame.notFoundText(address)}
          action={<a href={`#${addressOf({ page: "home" })}`}>{words.frame.toHome}</a>}
        />
      )}
    </Frame>
  );
}
