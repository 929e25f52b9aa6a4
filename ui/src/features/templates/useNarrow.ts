// Whether the window has no room for a preview beside the text.
import { useMediaQuery } from "@mantine/hooks";

export const useNarrow = () => useMediaQuery("(max-width: 1120px)", false, { getInitialValueInEffect: false });
