// Where the key of a provider is, as one of the words for it.
import type { KeyState } from "../../../backend";

export type KeyPlace =
  | { at: "environment"; variable: string }
  | { at: "keychain" | "none" | "noKeychain" | "unknown"; variable?: undefined };

export function keyPlace(state: KeyState | undefined): KeyPlace {
  if (!state) return { at: "unknown" };
  const { source, keychainAvailable } = state;
  if (source.from === "environment") return { at: "environment", variable: source.variable };
  if (source.from === "keychain") return { at: "keychain" };
  return { at: keychainAvailable ? "none" : "noKeychain" };
}
