// Fills the palette: pages, commands offered right now, an address pasted into it, and content found by its words.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import {
  BookOpen,
  FileText,
  Hash,
  HeartCrack,
  Image,
  Layers,
  type LucideIcon,
  Play,
  ScrollText,
  User,
} from "lucide-react";
import { useEffect, useState } from "react";
import { backend, keys, type RowKind, useReady } from "../../backend";
import { addressOf, addressOfRow, type Place, placeOf } from "../../routes";
import { type Command, closePalette, useAllCommands, usePaletteText } from "../../shared/commands";
import { lastAddressOf } from "../../shared/lastPlaces";
import { go } from "../../shared/navigation";
import { Palette, type PaletteGroup, type PaletteItem, useSettled } from "../../shared/Palette";
import { findRuns, runFilter } from "../../shared/runRows";
import { useWords } from "../../words/words";
import type { PageEntry } from "./pageEntry";

const ICONS: Record<RowKind, LucideIcon> = {
  experience: BookOpen,
  archetype: Layers,
  visual: Image,
  traumaType: HeartCrack,
  template: ScrollText,
  person: User,
  sampleInput: FileText,
};

const MOST_RUNS = 6;

export function CommandPalette({ pages, place }: { pages: PageEntry[]; place: Place | null }) {
  const words = useWords();
  const startText = usePaletteText();
  const opened = startText !== null;
  const [text, setText] = useState("");
  const [composing, setComposing] = useState(false);
  useEffect(() => {
    if (startText !== null) setText(startText);
  }, [startText]);

  const wanted = text.trim();
  const settled = useSettled(wanted, composing);
  const ready = useReady();
  const pasted = /^#?\//.test(wanted) ? placeOf(wanted) : null;
  const found = useQuery({
    queryKey: [...keys.search, settled],
    queryFn: () => backend.rowSearch(settled),
    enabled: opened && ready && settled !== "" && !/^#?\//.test(settled),
    placeholderData: keepPreviousData,
  });
  const foundRuns = useQuery({
    queryKey: [...keys.search, "runs", settled],
    queryFn: () => findRuns(runFilter(settled), MOST_RUNS),
    // One letter alone is in every run.
    enabled: opened && ready && /^(\d|..)/u.test(settled) && !/^#?\//.test(settled),
    placeholderData: keepPreviousData,
  });
  const commands = useAllCommands();

  const fits = (title: string, more = "") => `${title} ${more}`.toLowerCase().includes(wanted.toLowerCase());
  const item = (command: Command): PaletteItem => ({
    id: command.id,
    title: command.title,
    run: command.run,
    keys: command.keys,
    ...(command.icon ? { icon: command.icon } : {}),
  });
  const offered = (scope: Command["scope"]) =>
    commands.filter((one) => one.scope === scope && !one.onlyKey && fits(one.title, one.words)).map(item);
  const searched = wanted !== "" && !pasted && settled !== "";
  const hits = searched ? (found.data ?? []) : [];
  const runs = searched && /^(\d|..)/u.test(wanted) ? (foundRuns.data ?? []) : [];

  const groups: PaletteGroup[] = [
    {
      title: words.palette.address,
      items: pasted
        ? [
            {
              id: "address",
              title: words.palette.commands.goAddress(addressOf(pasted)),
              icon: Hash,
              run: () => go(addressOf(pasted)),
            },
          ]
        : [],
    },
    {
      title: words.palette.pages,
      items: pages
        .filter((page) => fits(words.pages[page.id], page.id))
        .map((page) => ({
          id: `go-${page.id}`,
          title: words.pages[page.id],
          icon: page.icon,
          keys: page.keys,
          run: () => go(lastAddressOf(page.id)),
        })),
    },
    { title: words.palette.page, items: offered("page") },
    {
      title: words.palette.found,
      items: hits.map((hit) => ({
        id: `${hit.kind}:${hit.id}`,
        title: hit.title,
        subtitle: hit.subtitle,
        kind: words.kinds[hit.kind],
        icon: ICONS[hit.kind],
        run: () => go(addressOfRow({ kind: hit.kind, id: hit.id }, place)),
      })),
    },
    {
      title: words.pages.runs,
      items: runs.map((run) => ({
        id: `run:${run.id}`,
        title: words.runs.name(String(run.number)),
        subtitle: [run.person, run.character, (words.runs.states as Record<string, string>)[run.status]]
          .filter(Boolean)
          .join(" · "),
        icon: Play,
        run: () => go(addressOf({ page: "runs", section: run.id })),
      })),
    },
    { title: words.palette.app, items: offered("app") },
  ];

  const nothing = groups.every((group) => group.items.length === 0);
  const waiting = wanted !== "" && !pasted && ready && (settled !== wanted || found.isFetching || foundRuns.isFetching);
  let note: React.ReactNode = null;
  if (wanted !== "" && !pasted) {
    if (!ready) note = words.palette.searchOff;
    else if (found.isError) note = words.palette.searchFailed;
    else if (nothing && waiting) note = words.palette.searching;
    else if (nothing)
      note = (
        <>
          <strong style={{ fontWeight: 600 }}>{words.palette.nothing(wanted)}</strong>
          <div className="quiet">{words.palette.nothingText}</div>
        </>
      );
  }

  const close = () => {
    closePalette();
    setText("");
    setComposing(false);
  };
  return (
    <Palette
      opened={opened}
      onClose={close}
      text={text}
      onText={setText}
      onComposing={setComposing}
      groups={groups}
      note={note}
    />
  );
}
