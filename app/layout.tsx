import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { chosenTheme } from "@/app/theme";
import { Toaster } from "@/components/undo";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Visit", template: "%s · Visit" },
  description: "An open, self-hostable implementation of the Visit API for trade-fair registration.",
};
export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme();
  return (
    <html lang="en-GB" data-theme={theme === "system" ? undefined : theme}>
      <body className="min-h-dvh">
        {children}
        <Toaster />
      </body>
    </html>
  );
}
