import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { CrashBoundary } from "./CrashBoundary";
import type { Language } from "@/i18n/I18nProvider";
import { I18nRoot, type SiteWords } from "./I18nRoot";
import type { createAppRouter } from "./routes";
import type { Sources } from "./sources";
import { SourcesProvider } from "./sources-context";

export interface AppProps {
  readonly language: Language;
  readonly site?: SiteWords;
  readonly queryClient: QueryClient;
  readonly sources: Sources;
  readonly router: ReturnType<typeof createAppRouter>;
}

/** The whole page. */
export function App({ language, site, queryClient, sources, router }: AppProps) {
  return (
    <StrictMode>
      <I18nRoot initial={language} site={site}>
        <CrashBoundary>
          <QueryClientProvider client={queryClient}>
            <SourcesProvider sources={sources}>
              <RouterProvider router={router} />
            </SourcesProvider>
          </QueryClientProvider>
        </CrashBoundary>
      </I18nRoot>
    </StrictMode>
  );
}
