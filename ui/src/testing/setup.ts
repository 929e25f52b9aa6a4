// Before every test: a fake shell in place of the bindings, an English window, nothing remembered from the test before.
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";
import { setDemoReport } from "../features/home/demoReport";
import { closePalette } from "../shared/commands";
import { reloadPreferences, setPreference } from "../shared/preferences";
import { clearToasts } from "../shared/toast";
import { keepUnsaved } from "../shared/unsaved";
import { installFake } from "./fakeBackend";

// What comes is waited for as long as a busy machine may need.
configure({ asyncUtilTimeout: 10_000 });

vi.mock("../bindings", async () => (await import("./fakeBackend")).asBindings);

beforeEach(() => {
  installFake();
  localStorage.clear();
  reloadPreferences();
  setPreference("language", "en");
  setPreference("theme", "light");
  window.history.replaceState(null, "", "#/home");
});

afterEach(() => {
  cleanup();
  closePalette();
  clearToasts();
  for (const key of ["coverage-targets", "grid:experiences", "grid:archetypes", "grid:visuals"]) keepUnsaved(key, null);
  setDemoReport(null);
});
