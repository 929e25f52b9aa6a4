// What a run would begin with, as the backend answers it.
import type { RunPreview } from "../bindings";
import { analysis, input } from "./stepSamples";

export const preview: RunPreview = {
  input,
  analysis: {
    ...analysis,
    deficiencyVector: [
      {
        need: "belonging",
        type: "SUPPRESSED",
        evidence: "혼자 하는 일이 많아요",
        hiddenIntensity: 0.81,
        reason: "같이 할 사람을 오래 찾고 있어요",
      },
    ],
  },
  archetypes: [
    { id: "archetype-1", name: "developer_gamer", displayName: "개발자 게이머", chance: 0.62 },
    { id: "archetype-2", name: "night_writer", displayName: "밤의 글쓴이", chance: 0.38 },
  ],
  experiences: [
    { id: "experience-1", title: "첫 협동 게임", need: "belonging", chance: 0.31 },
    { id: "experience-2", title: "혼자 고친 밤", need: "autonomy", chance: 0.27 },
  ],
};
