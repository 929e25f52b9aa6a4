// A JSON as it is opened: what is unfolded is read then, page by page, and never twice.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { AppError } from "../../backend";
import type { JsonSource, Path } from "./source";
import { EMPTY, idOf, PAGE, pageSize, rowsOf, type Tree, withOpen, withPart } from "./tree";

/** So many rows are opened by themselves, of branches no larger than this; so many by “unfold all”. */
const AT_FIRST = 120;
const SMALL = 60;
const MOST_ROWS = 5000;
/** So many pages are looked through for a key that a search found. */
const MOST_PAGES = 100;

export function useJsonTree(source: JsonSource) {
  const [tree, setTree] = useState(EMPTY);
  const [error, setError] = useState<AppError | null>(null);
  const now = useRef(EMPTY);
  const current = useRef(source);
  const put = useCallback((change: (tree: Tree) => Tree) => {
    now.current = change(now.current);
    setTree(now.current);
  }, []);

  const load = useCallback(
    async (path: Path, page: number) => {
      const known = now.current.branches.get(idOf(path));
      if (known && (known.pages.has(page) || known.texts.has(page))) return known;
      try {
        // What is not known yet is read from its beginning: a text by its letters, all else by its children.
        const size = known ? pageSize(known.kind) : PAGE;
        let part = await source.read(path, page * size, size);
        if (!known && part.kind === "string") part = await source.read(path, 0, pageSize("string"));
        if (current.current !== source) return undefined;
        put((tree) => withPart(tree, path, page, part));
        setError(null);
        return now.current.branches.get(idOf(path));
      } catch (thrown) {
        if (current.current === source) setError(AppError.from(thrown));
        return undefined;
      }
    },
    [source, put],
  );

  const openAll = useCallback(
    async (from: Path, most: number, largest: number, depth: number) => {
      const waiting: { path: Path; depth: number }[] = [{ path: from, depth: 0 }];
      let rows = 0;
      for (let next = waiting.shift(); next && rows < most; next = waiting.shift()) {
        const { path, depth: at } = next;
        const branch = await load(path, 0);
        if (!branch) return;
        put((tree) => withOpen(tree, [path], true));
        for (const { key, kind, size } of branch.pages.get(0) ?? []) {
          rows++;
          if ((kind === "object" || kind === "array") && size > 0 && size <= largest && at < depth)
            waiting.push({ path: [...path, key], depth: at + 1 });
        }
      }
    },
    [load, put],
  );

  const begin = useCallback(() => void openAll([], AT_FIRST, SMALL, 1), [openAll]);
  useEffect(() => {
    current.current = source;
    put(() => EMPTY);
    setError(null);
    begin();
  }, [source, put, begin]);

  const toggle = useCallback(
    (path: Path, open?: boolean) => {
      const opens = open ?? !now.current.open.has(idOf(path));
      put((tree) => withOpen(tree, [path], opens));
      if (opens) void load(path, 0);
    },
    [load, put],
  );

  /** Opens and loads whatever lies around a place, so that it has a row. */
  const reveal = useCallback(
    async (path: Path) => {
      for (let at = 0; at < path.length; at++) {
        const around = path.slice(0, at);
        const step = path[at];
        put((tree) => withOpen(tree, [around], true));
        let branch = await load(around, 0);
        if (typeof step === "number") await load(around, Math.floor(step / PAGE));
        else
          for (let page = 0; branch && page < Math.min(MOST_PAGES, Math.ceil(branch.size / PAGE)); page++) {
            branch = await load(around, page);
            if (branch?.pages.get(page)?.some(({ key }) => key === step)) break;
          }
      }
    },
    [load, put],
  );

  const foldAll = useCallback(() => put((tree) => ({ ...tree, open: new Set([idOf([])]) })), [put]);
  const unfoldAll = useCallback(
    () => openAll([], MOST_ROWS, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY),
    [openAll],
  );

  const rows = useMemo(() => rowsOf(tree), [tree]);
  return { rows, error, again: begin, toggle, load, reveal, foldAll, unfoldAll };
}
