// Every page of the window, in the order of the sidebar. A new page is one line here and one PageId in routes.ts.
import { House, Settings } from "lucide-react";
import type { PageEntry } from "./features/frame/pageEntry";
import { HomePage } from "./features/home/HomePage";
import { SettingsPage } from "./features/settings/SettingsPage";

export const pages: PageEntry[] = [
  { id: "home", icon: House, component: HomePage, needsDatabase: true, keys: "mod+1" },
  { id: "settings", icon: Settings, component: SettingsPage, needsDatabase: false, keys: "mod+," },
];
