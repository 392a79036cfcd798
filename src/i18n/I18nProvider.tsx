import { createContext, use, useEffect, useMemo, type ReactNode } from "react";
import type { Catalogue, FirstCatalogue } from "./catalogue";
import type { Formats } from "./formats";

/** A language, of which what the first page says is here, and the rest when it is needed. */
export interface Language {
  readonly first: FirstCatalogue;
  /** Downloads all of it, once: one promise for all who ask. */
  readonly load: () => Promise<Catalogue>;
  /** True once all of it is here. */
  readonly isWhole: () => boolean;
  readonly formats: Formats;
}

/** A promise of which React knows that it need not wait for it. */
export const hereAlready = <T,>(value: T): Promise<T> =>
  Object.assign(Promise.resolve(value), { status: "fulfilled", value });

const LanguageContext = createContext<Language | undefined>(undefined);

/** Gives the components below the language to speak. */
export function LanguageProvider(props: {
  readonly language: Language;
  readonly children: ReactNode;
}) {
  return <LanguageContext value={props.language}>{props.children}</LanguageContext>;
}

export interface I18nProviderProps {
  readonly messages: Catalogue;
  readonly formats: Formats;
  readonly children: ReactNode;
}

/** Gives the components below a language that is here as a whole. */
export function I18nProvider({ messages, formats, children }: I18nProviderProps) {
  const whole = useMemo(() => hereAlready(messages), [messages]);
  const language = { first: messages, load: () => whole, isWhole: () => true, formats };
  return <LanguageProvider language={language}>{children}</LanguageProvider>;
}

/** The language in use. */
export function useLanguage(): Language {
  const language = use(LanguageContext);
  if (!language) throw new Error("No provider of a language is above this component");
  return language;
}

/** What the first page says, in the language in use. */
export const useFirstMessages = (): FirstCatalogue => useLanguage().first;

/** All messages of the language in use. Suspends until they have been downloaded. */
export const useMessages = (): Catalogue => use(useLanguage().load());

/** Has all messages downloaded, where they will be wanted next. */
export function usePrefetchMessages(): void {
  const { load } = useLanguage();
  useEffect(() => {
    // Who needs them asks again.
    load().catch(() => undefined);
  }, [load]);
}

/** Numbers, durations and times as the language in use writes them. */
export const useFormats = (): Formats => useLanguage().formats;
