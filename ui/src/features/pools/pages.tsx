// The three pools as pages. They differ in their table only.
import { PoolPage } from "./PoolPage";

export const ExperiencesPage = () => <PoolPage key="experiences" pool="experiences" />;
export const ArchetypesPage = () => <PoolPage key="archetypes" pool="archetypes" />;
export const VisualsPage = () => <PoolPage key="visuals" pool="visuals" />;
