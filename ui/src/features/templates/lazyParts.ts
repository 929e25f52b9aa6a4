// The parts of the page that are fetched when they are first shown.
import { lazy } from "react";

export const SectionsEditor = lazy(() =>
  import("./editor/SectionsEditor").then(({ SectionsEditor }) => ({ default: SectionsEditor })),
);
export const Problems = lazy(() => import("./editor/Problems").then(({ Problems }) => ({ default: Problems })));
export const Variables = lazy(() => import("./editor/Variables").then(({ Variables }) => ({ default: Variables })));
export const Preview = lazy(() => import("./preview/Preview").then(({ Preview }) => ({ default: Preview })));
export const Contexts = lazy(() => import("./contexts/Contexts").then(({ Contexts }) => ({ default: Contexts })));
export const Compare = lazy(() => import("./compare/Compare").then(({ Compare }) => ({ default: Compare })));
