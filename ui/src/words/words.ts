// Which words are shown now. Components take them with useWords(); nothing else picks a language.
import { usePreference } from "../shared/preferences";
import { en, type Words } from "./en";
import { ko } from "./ko";

export type { Count, Words } from "./en";
export type Language = "ko" | "en";

const all: Record<Language, Words> = { ko, en };

/** The language that `choice` means on this computer. */
export function languageOf(choice: Language | "system", system: string = navigator.language): Language {
  if (choice !== "system") return choice;
  return system.toLowerCase().startsWith("ko") ? "ko" : "en";
}

export function wordsFor(language: Language): Words {
  return all[language];
}

export function useLanguage(): Language {
  return languageOf(usePreference("language"));
}

export function useWords(): Words {
  return all[useLanguage()];
}
