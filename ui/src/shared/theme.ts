// Mantine in our clothes: sizes and colours of look.css for the components we take from it.
import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { usePreference } from "./preferences";

const green: MantineColorsTuple = [
  "#f0f6ef",
  "#e0ecdf",
  "#c2dac2",
  "#a2c7a4",
  "#83b488",
  "#669f6d",
  "#4d8a57",
  "#3a7446",
  "#2f6239",
  "#234b2b",
];

export const theme = createTheme({
  colors: { green },
  primaryColor: "green",
  primaryShade: { light: 7, dark: 4 },
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--mono)",
  fontSizes: { xs: "12px", sm: "13px", md: "13px", lg: "15px", xl: "18px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "3px", sm: "5px", md: "6px", lg: "8px", xl: "12px" },
  defaultRadius: "sm",
  cursorType: "default",
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { size: "xs" },
      styles: { root: { height: 28, paddingInline: 10, fontWeight: 550 } },
      // Mantine knows neither our accents nor that the dark ones need dark words on them.
      vars: (_, { variant = "filled", color }) => {
        if (variant !== "filled") return { root: {} };
        const tone = color === "red" ? "production" : "accent";
        return {
          root: {
            "--button-bg": `var(--${tone})`,
            "--button-hover": `var(--${tone}-strong)`,
            "--button-color": `var(--${tone}-ink)`,
          },
        };
      },
    }),
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 28 } },
    // Hints and reasons are as large as those of our own fields.
    InputWrapper: { styles: { description: { fontSize: 12 }, error: { fontSize: 12 } } },
    Switch: { styles: { description: { fontSize: 12, paddingInlineStart: 8 } } },
    // The focus goes to the first entry: an empty place that takes it is no part of a menu.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    TextInput: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs" } },
    SegmentedControl: {
      defaultProps: { size: "xs" },
      styles: { root: { background: "var(--pressed)", padding: 2 }, indicator: { background: "var(--paper)" } },
    },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 80 } } },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 100 },
        overlayProps: { backgroundOpacity: 0.35 },
        // A dialog's head is no second banner of the window.
        attributes: { header: { role: "presentation" } },
      },
    },
  },
});

// Mantine's own variables point at ours, so that a Select and a card of ours have the same paper and the same line.
const ours = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--ink-3)",
  "--mantine-color-placeholder": "var(--ink-3)",
  "--mantine-color-default": "var(--paper)",
  "--mantine-color-default-hover": "var(--hover)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line-2)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-gray-light-color": "var(--ink-2)",
  "--mantine-color-gray-light-hover": "var(--hover)",
};

export const variables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });

/** Light or dark, by choice or as the system says. */
export function useScheme(): "light" | "dark" {
  const choice = usePreference("theme");
  const systemDark = useMediaQuery("(prefers-color-scheme: dark)", false, { getInitialValueInEffect: false });
  if (choice !== "system") return choice;
  return systemDark ? "dark" : "light";
}
