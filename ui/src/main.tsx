// Where the window begins: styles in their order, the place to start from, the app.
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "./shared/look.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { start } from "./shared/navigation";

start();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
