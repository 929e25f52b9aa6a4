// Needs that are already here: of people by their characters, and of past runs. Found by typing.

import { useQuery } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import { useState } from "react";
import { backend, type DrawSource, keys, useReady } from "../../../backend";
import { EmptyState } from "../../../shared/EmptyState";
import { ErrorNote } from "../../../shared/ErrorNote";
import { useFormat, useNow } from "../../../shared/format";
import { TextField } from "../../../shared/Inputs";
import { SkeletonLines } from "../../../shared/Skeleton";
import { NEEDS } from "../../../shared/valueKind";
import { useWords } from "../../../words/words";
import own from "./DrawPanel.module.css";

export function DrawSources({ onTake }: { onTake: (source: DrawSource) => void }) {
  const words = useWords();
  const say = words.poolPanels.draw;
  const format = useFormat();
  const now = useNow(30);
  const [text, setText] = useState("");
  const query = useQuery({
    queryKey: [...keys.pool, "drawSources"],
    queryFn: () => backend.drawSources(),
    enabled: useReady(),
  });
  if (query.isError)
    return <ErrorNote title={say.sourcesFailed} error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonLines lines={3} />;
  if (query.data.length === 0) return <EmptyState icon={UserRound} title={say.noSources} text={say.noSourcesText} />;
  const found = query.data.filter((one) => one.label.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <div className={own.sources}>
      <TextField name="draw-source" label={say.searchSources} value={text} onChange={setText} />
      <ul className={own.sourceList} aria-label={say.takeFrom}>
        {found.map((one) => (
          <li key={`${one.kind}/${one.id}`}>
            <button type="button" onClick={() => onTake(one)}>
              <span className="cut">{one.label}</span>
              <span className="quiet">
                {say.sourceKinds[one.kind]} · {format.ago(one.at, now)}
              </span>
              <span className="unseen">
                {NEEDS.map((need) => `${words.needs[need]} ${format.decimal(one.needs[need], 2)}`).join(", ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="quiet">{words.grid.edit.noMatch}</p> : null}
    </div>
  );
}
