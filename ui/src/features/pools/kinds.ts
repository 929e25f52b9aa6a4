// Which rows the inspector knows under which name, pool by pool.
import type { Pool, RowKind } from "../../backend";

export const KIND_OF: Record<Pool, RowKind> = {
  experiences: "experience",
  archetypes: "archetype",
  visuals: "visual",
};
