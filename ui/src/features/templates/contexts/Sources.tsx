// Where a context can be taken from: past runs, sample inputs and people, found by typing. Choosing one asks for its
// variables; what comes of it is the caller's.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FileText, Play, UserRound } from "lucide-react";
import { useState } from "react";
import { backend, type ContextSource, type ContextSourceKind, keys, useReady } from "../../../backend";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat, useNow } from "../../../shared/format";
import { Palette, type PaletteGroup, useSettled } from "../../../shared/Palette";
import { useWords } from "../../../words/words";

interface Props {
  opened: boolean;
  onClose: () => void;
  onTake: (source: ContextSource) => void;
}

const KINDS: ContextSourceKind[] = ["run", "sample", "person"];
const ICONS = { run: Play, sample: FileText, person: UserRound };

export function Sources({ opened, onClose, onTake }: Props) {
  const words = useWords();
  const say = words.templateTry.contexts;
  const format = useFormat();
  const now = useNow(30);
  const [text, setText] = useState("");
  const [composing, setComposing] = useState(false);
  const asked = useSettled(text, composing).trim();
  const query = useQuery({
    queryKey: [...keys.contexts, "sources", asked],
    queryFn: () => backend.templateContextSources(asked),
    placeholderData: keepPreviousData,
    // Runs come and go all day; what is opened again is looked up again.
    staleTime: 0,
    enabled: useReady() && opened,
  });
  const groups = KINDS.map((kind): PaletteGroup => {
    const found = (query.data ?? []).filter((one) => one.kind === kind);
    return {
      title: say.sources[kind],
      items: found.map((source) => ({
        id: `${kind}/${source.key}`,
        title: kind === "run" ? say.run(source.key, source.label) : source.label,
        ...(source.note === null ? {} : { subtitle: source.note }),
        ...(source.at === null ? {} : { kind: format.ago(source.at, now) }),
        icon: ICONS[kind],
        run: () => onTake(source),
      })),
    };
  });
  const note = query.isError ? (
    <ErrorNote title={say.sourcesFailed} error={query.error} onRetry={() => void query.refetch()} />
  ) : query.data === undefined ? (
    words.general.loading
  ) : query.data.length > 0 ? null : asked === "" ? (
    say.noSources
  ) : (
    words.grid.edit.noMatch
  );
  return (
    <Palette
      opened={opened}
      label={say.takeFrom}
      placeholder={say.searchSources}
      testId="context-sources"
      text={text}
      onText={setText}
      onComposing={setComposing}
      groups={groups}
      note={note}
      onClose={() => {
        setText("");
        onClose();
      }}
    />
  );
}
