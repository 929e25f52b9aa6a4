// Searching a JSON of any size: where the places are, and which of them one stands at.
import { useCallback, useEffect, useRef, useState } from "react";
import type { JsonSource, Path } from "./source";

const MOST = 500;

interface Hits {
  text: string;
  paths: Path[];
  more: boolean;
  at: number;
}

const NONE: Hits = { text: "", paths: [], more: false, at: -1 };

/** `onHit` is told of each place that is gone to. */
export function useJsonSearch(source: JsonSource, text: string, onHit: (path: Path) => void) {
  const [hits, setHits] = useState(NONE);
  const latest = useRef(onHit);
  useEffect(() => {
    latest.current = onHit;
  });
  useEffect(() => {
    let left = false;
    if (text === "") {
      setHits(NONE);
      return;
    }
    source.find(text, MOST).then(
      ({ paths, more }) => {
        if (left) return;
        setHits({ text, paths, more, at: paths.length > 0 ? 0 : -1 });
        if (paths[0]) latest.current(paths[0]);
      },
      () => left || setHits({ ...NONE, text }),
    );
    return () => {
      left = true;
    };
  }, [source, text]);
  const step = useCallback(
    (by: 1 | -1) => {
      if (hits.paths.length === 0) return;
      const at = (hits.at + by + hits.paths.length) % hits.paths.length;
      setHits({ ...hits, at });
      const path = hits.paths[at];
      if (path) latest.current(path);
    },
    [hits],
  );
  return { hits, step };
}
