// How the window's files are built, served while developing, and tested.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  // The files lie inside the binary: relative addresses, and no second copy of small files as data URLs (the CSP refuses them).
  base: "./",
  clearScreen: false,
  server: { port: 5273, strictPort: true },
  preview: { port: 5274, strictPort: true },
  build: {
    // The oldest engine we meet: WebKitGTK 2.50 and WKWebView of macOS 13.
    target: "safari16",
    assetsInlineLimit: 0,
    // Nobody downloads this: the size warning is about the web.
    chunkSizeWarningLimit: 4000,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    css: false,
    restoreMocks: true,
    // A whole window is drawn and clicked through: no test waits for this, but a busy machine takes its time.
    testTimeout: 30_000,
  },
});
