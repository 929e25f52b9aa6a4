// What the frame knows of a page. The list itself is src/pages.tsx: a new page is one line there.
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";
import type { PageId } from "../../routes";

export interface PageEntry {
  id: PageId;
  icon: LucideIcon;
  component: ComponentType<{ section: string | null }>;
  /** False when it has something to show while the database is away. */
  needsDatabase: boolean;
  keys?: string;
  /** Pages of a group stand together in the sidebar, under its name. */
  group?: "pools" | "runs";
}
