// The prompt that the text of this moment makes, rendered by the shell soon after each pause in typing.
import { useMemo } from "react";
import { backend, type Rendered, type TemplateSource } from "../../../backend";
import { type Told, useLatest } from "./latest";

// Two frames: long enough to leave out what is between two letters typed in one go, too short to be noticed.
const PAUSE = 30;

interface Input {
  source: TemplateSource;
  variables: Record<string, unknown>;
}

const render = ({ source, variables }: Input) => backend.promptRender(source, variables, "lenient");

export function useRendered(source: TemplateSource, variables: Record<string, unknown>): Told<Input, Rendered> {
  return useLatest(
    useMemo(() => ({ source, variables }), [source, variables]),
    render,
    PAUSE,
  );
}
