/** The languages that the interface speaks. */
export type Locale = "en" | "ru";

export const locales: readonly Locale[] = ["en", "ru"];
