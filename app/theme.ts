import { cookies } from "next/headers";
import { type Theme, themeCookie, toTheme } from "@/components/theme";

export async function chosenTheme(): Promise<Theme> {
  return toTheme((await cookies()).get(themeCookie)?.value);
}
