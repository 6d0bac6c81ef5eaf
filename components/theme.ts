/** What a person chose to see. Absent from the cookie: what the system says. */
export type Theme = "system" | "light" | "dark";

export const themeCookie = "visit.theme";

export function toTheme(text: string | undefined): Theme {
  return text === "light" || text === "dark" ? text : "system";
}
