import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { describeSearch } from "@/features/search/describe-search";
import { useFirstMessages, useFormats } from "@/i18n/I18nProvider";
import { extractTraceId, hexTraceId } from "@/lib/ids";
import { setPreferences, usePreferences } from "@/state/preferences-store";
import { useRecentTraces } from "@/state/recent-traces";
import { storedParams, useStoredSearches } from "@/state/saved-searches";
import { defaultLookback } from "@/state/search-params";
import { siteSettings } from "@/state/site-settings";
import { setSearchView } from "@/state/search-view-store";
import { shortText } from "@/trace-ui/short-text";
import { useFilePicker } from "./FilePicker";
import { returningSearch } from "./first-search";
import { rankCommands, type Findable } from "./palette-rank";
import { languages } from "./setting-words";
import { sourceParam, useSourceParam } from "./source-param";
import type { SourceKind } from "./sources";
import { useSources } from "./sources-context";
import { comparisonPath } from "./trace-path";

export interface Command extends Findable {
  readonly id: string;
  readonly run: () => void;
}

/** Shorter texts of hexadecimal digits are more likely words: "add", "cafe". */
const shortestId = 8;

/** The traces that were looked at, the latest first. */
function useRecentTraceCommands(): readonly Command[] {
  const { palette: words } = useFirstMessages();
  const formats = useFormats();
  const navigate = useNavigate();
  const recent = useRecentTraces();
  const zone = usePreferences(({ timeZone }) => timeZone);
  return useMemo(
    () =>
      recent.map(({ traceId, source, service, name, startUnixNano, durationNs }) => ({
        id: `recent-trace\u0000${source}\u0000${traceId}`,
        group: words.groups.recentTraces,
        label: words.recentTrace({
          name: shortText(service === "" ? name : `${service}: ${name}`),
          duration: formats.duration(durationNs),
          start: formats.dateTime(BigInt(startUnixNano), zone),
        }),
        run: () =>
          void navigate({
            to: "/trace/$traceId",
            params: { traceId },
            search: sourceParam(source),
          }),
      })),
    [recent, words, formats, zone, navigate],
  );
}

/** All that the palette has for a text: first what is done with the page that is shown. */
export function usePaletteCommands(
  text: string,
  services: readonly string[],
  ofPage: readonly Command[],
  onShowKeys: () => void,
): readonly Command[] {
  const messages = useFirstMessages();
  const { palette: words, app } = messages;
  const navigate = useNavigate();
  const sources = useSources();
  const source = useSourceParam();
  const pickFiles = useFilePicker();
  const { recent, saved } = useStoredSearches();
  const recentTraces = useRecentTraceCommands();

  const commands = useMemo((): readonly Command[] => {
    // The page itself writes out the window up to the moment at which it opens.
    const searchFor = (query: string) =>
      void navigate({
        to: "/search",
        search: { ...source, ...storedParams(query) },
      });
    const { groups } = words;
    // What is written alike may be two things: long names are shortened.
    const command = (group: string, label: string, run: () => void, key = label): Command => ({
      id: `${group}\u0000${key}`,
      group,
      label,
      run,
    });
    const go = (kind: SourceKind) => () => {
      const { files } = sources.store.getState();
      const info = files.status === "ready" ? files.source.backend.info : undefined;
      void navigate({ to: "/search", search: returningSearch(kind, info) });
    };
    const { settings } = app;
    const site = siteSettings();
    return [
      ...ofPage,
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
        command(groups.saved, shortText(name), () => searchFor(query), name),
      ),
      ...recentTraces,
      ...recent.map(({ query }) =>
        command(groups.recent, describeSearch(query, messages), () => searchFor(query), query),
      ),
      ...services.map((service) =>
        command(
          groups.services,
          shortText(service),
          () =>
            void navigate({
              to: "/search",
              search: { ...source, service, lookback: defaultLookback },
            }),
          service,
        ),
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
    recentTraces,
    saved,
    services,
    ofPage,
    onShowKeys,
  ]);

  return useMemo(() => {
    const found = text.trim().length >= shortestId ? extractTraceId(text) : undefined;
    const ranked = rankCommands(commands, text);
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
    // Any long word may be an id; where it is the name of something, that is meant first.
    return hexTraceId(text.trim()) === undefined ? [...ranked, open] : [open, ...ranked];
  }, [commands, text, words, navigate, source]);
}
