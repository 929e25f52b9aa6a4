// What the linter says of a source, a quarter of a second after the last keystroke. The findings before stay until then.
import { useEffect, useRef, useState } from "react";
import { AppError, backend, type Finding, type TemplateSource, useReady } from "../../backend";
import type { ChosenContext } from "./parts";

const AFTER = 250;
const NONE: Finding[] = [];

export function useFindings(source: TemplateSource, context: ChosenContext) {
  const ready = useReady();
  const [findings, setFindings] = useState(NONE);
  const [failure, setFailure] = useState<AppError | null>(null);
  const asked = useRef(0);

  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(() => {
      asked.current++;
      const mine = asked.current;
      backend.promptLint(source, { [context.name]: context.variables }).then(
        (found) => {
          if (mine !== asked.current) return;
          setFindings(found);
          setFailure(null);
        },
        (thrown) => {
          if (mine === asked.current) setFailure(AppError.from(thrown));
        },
      );
    }, AFTER);
    return () => clearTimeout(timer);
  }, [source, context, ready]);

  // An answer that comes when nobody listens any more.
  useEffect(
    () => () => {
      asked.current++;
    },
    [],
  );
  return { findings, failure };
}
