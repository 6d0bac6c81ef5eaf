"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { type Theme, themeCookie, toTheme } from "@/components/theme";
import { Button } from "@/components/ui/button";
import { Dropdown, DropdownContent, DropdownRadioGroup, DropdownRadioItem, DropdownTrigger } from "@/components/ui/dropdown";

/** Light, dark, or as the system says. Kept in a cookie, so that the server's first byte is right already. */
export function ThemeMenu({ chosen }: { chosen: Theme }) {
  const [theme, setTheme] = useState(chosen);
  const Icon = looks[theme].Icon;

  function choose(value: string) {
    const next = toTheme(value);
    setTheme(next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    const age = next === "system" ? 0 : 365 * 24 * 3600;
    document.cookie = `${themeCookie}=${next}; path=/; max-age=${age}; samesite=lax`;
  }

  return (
    <Dropdown>
      <DropdownTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`Appearance: ${looks[theme].label}`}>
          <Icon aria-hidden />
        </Button>
      </DropdownTrigger>
      <DropdownContent>
        <DropdownRadioGroup value={theme} onValueChange={choose}>
          {Object.entries(looks).map(([value, { label, Icon: ItemIcon }]) => (
            <DropdownRadioItem key={value} value={value}>
              <ItemIcon aria-hidden />
              {label}
            </DropdownRadioItem>
          ))}
        </DropdownRadioGroup>
      </DropdownContent>
    </Dropdown>
  );
}

const looks: Record<Theme, { label: string; Icon: typeof Sun }> = {
  system: { label: "As the system", Icon: Monitor },
  light: { label: "Light", Icon: Sun },
  dark: { label: "Dark", Icon: Moon },
};
