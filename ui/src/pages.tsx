// Every page of the window, in the order of the sidebar. A new page is one line here and one PageId in routes.ts.
import { BookOpen, FlaskConical, House, Image, Layers, Play, ScrollText, Settings, Users } from "lucide-react";
import type { PageEntry } from "./features/frame/pageEntry";
import { HomePage } from "./features/home/HomePage";
import { PeoplePage } from "./features/people/PeoplePage";
import { ArchetypesPage, ExperiencesPage, VisualsPage } from "./features/pools/pages";
import { BatchesPage } from "./features/runs/batches/BatchesPage";
import { RunsPage } from "./features/runs/RunsPage";
import { SettingsPage } from "./features/settings/SettingsPage";
import { TemplatesPage } from "./features/templates/TemplatesPage";

export const pages: PageEntry[] = [
  { id: "home", icon: House, component: HomePage, needsDatabase: true, keys: "mod+1" },
  { id: "experiences", icon: BookOpen, component: ExperiencesPage, needsDatabase: true, keys: "mod+2", group: "pools" },
  { id: "archetypes", icon: Layers, component: ArchetypesPage, needsDatabase: true, keys: "mod+3", group: "pools" },
  { id: "visuals", icon: Image, component: VisualsPage, needsDatabase: true, keys: "mod+4", group: "pools" },
  { id: "templates", icon: ScrollText, component: TemplatesPage, needsDatabase: true, keys: "mod+5" },
  { id: "runs", icon: Play, component: RunsPage, needsDatabase: true, keys: "mod+6", group: "runs" },
  { id: "batches", icon: FlaskConical, component: BatchesPage, needsDatabase: true, keys: "mod+7", group: "runs" },
  { id: "people", icon: Users, component: PeoplePage, needsDatabase: true, keys: "mod+8" },
  { id: "settings", icon: Settings, component: SettingsPage, needsDatabase: false, keys: "mod+," },
];
