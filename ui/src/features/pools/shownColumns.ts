// Which columns a pool shows until somebody arranges them: what is read and changed daily comes first.
import type { Pool } from "../../backend";
import type { ShownColumns } from "../../shared/tables/tableLayout";

export const SHOWN: Record<Pool, ShownColumns> = {
  experiences: [
    ["title", 240],
    ["needType", 96],
    ["intensity", 84],
    ["tags", 180],
    ["weight", 76],
    ["priority", 84],
    ["reviewState", 90],
    ["archetypes", 150],
    ["description", 300],
    ["timesChosen", 84],
    ["updatedAt", 150],
  ],
  archetypes: [
    ["displayName", 200],
    ["name", 160],
    ["matchingNeeds", 180],
    ["keywords", 180],
    ["weight", 76],
    ["reviewState", 90],
    ["description", 300],
    ["timesChosen", 84],
    ["updatedAt", 150],
  ],
  visuals: [
    ["value", 220],
    ["needType", 96],
    ["elementType", 90],
    ["intensity", 84],
    ["weight", 76],
    ["reviewState", 90],
    ["promptFragment", 260],
    ["symbolism", 200],
    ["timesChosen", 84],
    ["updatedAt", 150],
  ],
};
