// The walls of the house stand: each forbidden import fails `npm run lint`, each allowed one passes.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const biome = join(process.cwd(), "node_modules/.bin/biome");
let house: string;

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), "walls-"));
  cpSync("biome.jsonc", join(house, "biome.jsonc"));
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

function refuses(file: string, from: string): boolean {
  const path = join(house, "src", file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `import { a } from "${from}";\na();\n`);
  try {
    execFileSync(biome, ["lint", "--only=style/noRestrictedImports", path], { cwd: house, stdio: "pipe" });
    return false;
  } catch {
    return true;
  } finally {
    rmSync(path);
  }
}

describe("the linter", () => {
  it.each([
    ["features/home/a.ts", "../../bindings"],
    ["features/home/a.ts", "@tauri-apps/api/core"],
    ["shared/a.ts", "../bindings"],
    ["shared/a.ts", "@tauri-apps/api/event"],
    ["App.tsx", "@tauri-apps/api/window"],
    ["features/home/a.ts", "../settings/b"],
    ["features/home/a.ts", "../settings"],
    ["features/home/a.ts", "../../features/settings/b"],
    ["features/home/part/a.ts", "../../settings/b"],
    ["shared/a.ts", "../features/home/b"],
    ["features/home/a.ts", "@mantine/notifications"],
  ])("refuses %s importing %s", (file, from) => {
    expect(refuses(file, from), "this import breaks a wall of architecture.md section 3").toBe(true);
  });

  it.each([
    ["backend.ts", "./bindings"],
    ["backend.ts", "@tauri-apps/api/window"],
    ["features/home/a.ts", "../../backend"],
    ["features/home/a.ts", "../../shared/Card"],
    ["features/home/a.ts", "./b"],
    ["features/home/part/a.ts", "../b"],
    ["shared/a.ts", "../backend"],
    ["shared/toast.tsx", "@mantine/notifications"],
    ["App.tsx", "./features/home/HomePage"],
  ])("allows %s importing %s", (file, from) => {
    expect(refuses(file, from)).toBe(false);
  });
});
