import { createContext, use, type ReactNode } from "react";
import type { Catalogue } from "./catalogue";
import type { Formats } from "./formats";

interface I18n {
  readonly messages: Catalogue;
  readonly formats: Formats;
}

const I18nContext = createContext<I18n | undefined>(undefined);

/** Gives the components below the language to speak. */
export function I18nProvider({ children, ...i18n }: I18n & { readonly children: ReactNode }) {
  return <I18nContext value={i18n}>{children}</I18nContext>;
}

function useI18n(): I18n {
  const i18n = use(I18nContext);
  if (!i18n) throw new Error("I18nProvider is missing above this component");
  return i18n;
}

/** The messages of the language in use. */
export const useMessages = (): Catalogue => useI18n().messages;

/** Numbers, durations and times as the language in use writes them. */
export const useFormats = (): Formats => useI18n().formats;
