import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { describeSearch } from "@/features/search/describe-search";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { extractTraceId } from "@/lib/ids";
import { setPreferences } from "@/state/preferences-store";
import { storedParams, useStoredSearches } from "@/state/saved-searches";
import { defaultLookback } from "@/state/search-params";
import { siteSettings } from "@/state/site-settings";
import { setSearchView } from "@/state/search-view-store";
import { shortText } from "@/trace-ui/short-text";
import { useFilePicker } from "./FilePicker";
import { firstSearch } from "./first-search";
import { rankCommands, type Findable } from "./palette-rank";
import { languages } from "./setting-words";
import { useSourceParam } from "./source-param";
import type { SourceKind } from "./sources";
import { useSources } from "./sources-context";
import { comparisonPath } from "./trace-path";

export interface Command extends Findable {
  readonly id: string;
  readonly run: () => void;
}

/** More than these are found by typing more. */
const shownAtMost = 60;
/** Shorter texts of hexadecimal digits are more likely words: "add", "cafe". */
const shortestId = 8;

/** What the palette offers for a text. */
export function usePaletteCommands(
  text: string,
  services: readonly string[],
  onShowKeys: () => void,
): readonly Command[] {
  const messages = useFirstMessages();
  const { palette: words, app } = messages;
  const navigate = useNavigate();
  const sources = useSources();
  const source = useSourceParam();
  const pickFiles = useFilePicker();
  const { recent, saved } = useStoredSearches();

  const commands = useMemo((): readonly Command[] => {
    // The page itself writes out the window up to the moment at which it opens.
    const searchFor = (query: string) =>
      void navigate({
        to: "/search",
        search: { ...source, ...storedParams(query) },
      });
    const { groups } = words;
    const command = (group: string, label: string, run: () => void): Command => ({
      id: `${group}\u0000${label}`,
      group,
      label,
      run,
    });
    const go = (kind: SourceKind) => () => {
      const { files } = sources.store.getState();
      const info = files.status === "ready" ? files.source.backend.info : undefined;
      void navigate({ to: "/search", search: firstSearch(kind, info) });
    };
    const { settings } = app;
    const site = siteSettings();
    return [
      command(groups.pages, app.nav.search, () => void navigate({ to: "/search", search: source })),
      command(
        groups.pages,
        app.nav.compare,
        () =>
          void navigate({
            to: "/trace/$traceId",
            params: { traceId: comparisonPath("", "") },
            search: source,
          }),
      ),
      ...(site.dependencies
        ? [
            command(
              groups.pages,
              app.nav.dependencies,
              () => void navigate({ to: "/dependencies", search: source }),
            ),
          ]
        : []),
      ...saved.map(({ name, query }) =>
        command(groups.saved, shortText(name), () => searchFor(query)),
      ),
      ...recent.map(({ query }) =>
        command(groups.recent, describeSearch(query, messages), () => searchFor(query)),
      ),
      ...services.map((service) =>
        command(groups.services, shortText(service), () => {
          void navigate({
            to: "/search",
            search: { ...source, service, lookback: defaultLookback },
          });
        }),
      ),
      command(groups.sources, app.source.jaeger, go("jaeger")),
      command(groups.sources, app.source.demo, go("demo")),
      ...(site.files ? [command(groups.sources, app.source.openFiles, pickFiles)] : []),
      ...(site.themes ? (["system", "light", "dark"] as const) : []).map((theme) =>
        command(groups.settings, settings.themeButton(settings.themes[theme]), () =>
          setPreferences({ theme }),
        ),
      ),
      ...languages.map(({ value, label, short }) =>
        command(groups.settings, settings.languageButton(short, label), () =>
          setPreferences({ locale: value }),
        ),
      ),
      ...(["local", "utc"] as const).map((timeZone) =>
        command(
          groups.settings,
          settings.timeZoneButton(timeZone === "utc" ? settings.utc : settings.local),
          () => setPreferences({ timeZone }),
        ),
      ),
      ...(["dense", "roomy"] as const).map((rows) =>
        command(
          groups.settings,
          `${messages.search.view.rows}: ${messages.search.view[rows]}`,
          () => setSearchView({ rows }),
        ),
      ),
      command(groups.settings, app.keys.title, onShowKeys),
    ];
  }, [
    messages,
    words,
    app,
    navigate,
    sources,
    source,
    pickFiles,
    recent,
    saved,
    services,
    onShowKeys,
  ]);

  return useMemo(() => {
    const found = text.trim().length >= shortestId ? extractTraceId(text) : undefined;
    const ranked = rankCommands(commands, text, shownAtMost);
    if (!found) return ranked;
    const { traceId, spanId } = found;
    const open: Command = {
      id: "trace",
      group: words.groups.trace,
      label: words.openTrace(traceId),
      run: () =>
        void navigate({
          to: "/trace/$traceId",
          params: { traceId },
          search: { ...source, ...(spanId === undefined ? {} : { span: spanId }) },
        }),
    };
    return [open, ...ranked];
  }, [commands, text, words, navigate, source]);
}
