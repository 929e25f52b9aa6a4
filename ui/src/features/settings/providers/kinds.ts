// What each kind of provider is by nature: where it usually lives, and what it makes.
export const KINDS = ["openAi", "gemini", "anthropic", "automatic1111"];

const USUAL: Record<string, string> = {
  openAi: "https://api.openai.com/v1",
  gemini: "https://generativelanguage.googleapis.com/v1beta",
  anthropic: "https://api.anthropic.com/v1",
  automatic1111: "http://127.0.0.1:7860",
};

export const usualAddress = (kind: string) => USUAL[kind] ?? "";
export const writes = (kind: string) => kind !== "automatic1111";
export const paints = (kind: string) => kind !== "anthropic";

/** The variable that goes before every other key: GREENROOM_MY_SERVER_API_KEY for a provider called my-server. */
export const keyVariable = (name: string) => `GREENROOM_${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_API_KEY`;
