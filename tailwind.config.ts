import type { Config } from "tailwindcss";

/**
 * The look, by role. Values live in app/globals.css, once for light and once for dark; a component names the role and never a
 * colour. One type scale, a fifth apart: six sizes and no others.
 */
export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    colors: {
      transparent: "transparent",
      current: "currentColor",
      background: "var(--background)",
      foreground: "var(--foreground)",
      muted: { DEFAULT: "var(--muted)", foreground: "var(--muted-foreground)" },
      card: "var(--card)",
      popover: "var(--popover)",
      border: { DEFAULT: "var(--border)", strong: "var(--border-strong)" },
      primary: { DEFAULT: "var(--primary)", hover: "var(--primary-hover)", foreground: "var(--primary-foreground)" },
      accent: { DEFAULT: "var(--accent)", foreground: "var(--accent-foreground)" },
      destructive: { DEFAULT: "var(--destructive)", muted: "var(--destructive-muted)" },
      success: { DEFAULT: "var(--success)", muted: "var(--success-muted)" },
      warning: { DEFAULT: "var(--warning)", muted: "var(--warning-muted)" },
      info: { DEFAULT: "var(--info)", muted: "var(--info-muted)" },
      code: { DEFAULT: "var(--code)", foreground: "var(--code-foreground)", muted: "var(--code-muted)", name: "var(--code-name)", value: "var(--code-value)", border: "var(--code-border)" },
      scrim: "var(--scrim)",
      ring: "var(--ring)",
    },
    fontFamily: {
      sans: ['"Instrument Sans Variable"', "ui-sans-serif", "system-ui", '"Noto Sans"', "sans-serif"],
      mono: ["ui-monospace", '"SF Mono"', '"Cascadia Code"', '"JetBrains Mono"', '"DejaVu Sans Mono"', "monospace"],
    },
    fontSize: {
      xs: ["0.8125rem", { lineHeight: "1.25rem" }],
      sm: ["0.9375rem", { lineHeight: "1.5rem" }],
      base: ["1rem", { lineHeight: "1.6875rem" }],
      lg: ["1.1875rem", { lineHeight: "1.75rem" }],
      xl: ["1.5rem", { lineHeight: "2rem", letterSpacing: "-0.012em" }],
      "2xl": ["2.125rem", { lineHeight: "2.5rem", letterSpacing: "-0.02em" }],
      "3xl": ["clamp(2.375rem, 1.8rem + 2.6vw, 3.5rem)", { lineHeight: "1.06", letterSpacing: "-0.03em" }],
    },
  },
} satisfies Config;
