import { useLocation, useNavigate, useRouter } from "@tanstack/react-router";
import {
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { BackendInfo } from "@/backend/backend";
import { Results } from "@/features/search/Results";
import { SearchForm } from "@/features/search/SearchForm";
import { useActivity } from "@/features/search/use-activity";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { trackActivity } from "@/lib/activity";
import { after } from "@/lib/after";
import { browserIdle } from "@/lib/browser-idle";
import type { SearchQuery } from "@/model/search-query";
import {
  useNewResults,
  useOlderResults,
  useSearch,
  useSearchAhead,
  useSummariesById,
} from "@/queries/search";
import { useSource } from "@/queries/source-context";
import { noteSearch } from "@/state/saved-searches";
import { setAutoRefresh, useAutoRefresh } from "@/state/auto-refresh";
import { embedding } from "@/state/embedding";
import { rememberSearch } from "@/state/last-search";
import { formatRawParams, parseRawParams } from "@/state/raw-params";
import {
  asksForSearch,
  canonicalParams,
  customLookback,
  formatSearchParams,
  parseSearchParams,
  resolveSearch,
  withFilter,
  withSort,
  withoutView,
  withWindow,
  type SearchParams,
} from "@/state/search-params";
import { Button } from "@/widgets/Button";
import { lazyComponent } from "@/widgets/lazy-component";
import { Busy } from "@/widgets/Busy";
import { useFilesSwitch } from "./files-beside";
import styles from "./SearchPage.module.css";
import { MarkedSpansProvider, ResultTraceLink, useOpenTrace } from "./SearchPageLinks";
import { saveFile } from "./trace-page/export-file";
import { useSourceKind } from "./source-param";
import { useTitle } from "./use-title";

/** What was searched for before is not needed to search, and must not stand in its way. */
const { Component: SearchMemory } = lazyComponent(
  async () => (await import("@/features/search/SearchMemory")).SearchMemory,
  "nothing",
);

const none: readonly string[] = [];

/** What a source answers sooner than that is shown as if it had been there. */
const quickMs = 100;

const paramsOf = (text: string): SearchParams => parseSearchParams(parseRawParams(text));

/** The question of an address, or what is wrong with it; none where it asks for nothing. */
function readSearch(params: SearchParams, abilities: BackendInfo) {
  return asksForSearch(params)
    ? resolveSearch(params, params.end ?? Date.now(), abilities)
    : undefined;
}

/** The question of an address; none where it asks for nothing, or has no window yet. */
function queryOf(params: SearchParams, abilities: BackendInfo): SearchQuery | undefined {
  if (params.start === undefined || params.end === undefined) return undefined;
  const resolved = readSearch(params, abilities);
  return resolved && "query" in resolved ? resolved.query : undefined;
}

/** What keeps the search of an address from being sent. */
function problemsOf(params: SearchParams, abilities: BackendInfo) {
  const resolved = readSearch(params, abilities);
  return resolved && "problems" in resolved ? resolved.problems : undefined;
}

/** Escape gives a running search up, unless it closes something that is open. */
function useCancelKey(running: boolean, cancel: () => void): void {
  useEffect(() => {
    if (!running) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      const focused = document.activeElement;
      if (focused?.closest("[role=dialog], [role=menu], [role=combobox][aria-expanded=true]"))
        return;
      cancel();
    };
    // Before the list closes: afterwards nothing tells that it was open.
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [running, cancel]);
}

/** Search form and results. The URL says what is searched; the form is what will be. */
export function SearchPage() {
  const { search: words } = useFirstMessages();
  useTitle(words.title);
  const { backend } = useSource();
  const abilities = backend.info;
  const navigate = useNavigate();
  const router = useRouter();
  const kind = useSourceKind();
  const address = useLocation({ select: (location) => location.searchStr });
  const inUrl = useMemo(() => parseSearchParams(parseRawParams(address)), [address]);
  const [ahead, setAhead] = useState<{ readonly of: string; readonly params: SearchParams }>();
  if (ahead && ahead.of !== address) setAhead(undefined);
  const params = ahead?.of === address ? ahead.params : inUrl;
  // Sorting and filtering the results is no other search: the form and the answer stay.
  const wantedText = formatRawParams(formatSearchParams(withoutView(params)));
  const wanted = useMemo(() => paramsOf(wantedText), [wantedText]);
  // The form follows when the results have had their turn: it has just been filled in by hand.
  const inForm = useDeferredValue(wanted);
  useActivity(inForm !== wanted);
  // A trace page's way back leads here.
  const isHere = useLocation({ select: (location) => location.pathname.endsWith("/search") });
  useEffect(() => {
    // On the way to another page its parameters are here for a moment.
    if (isHere) rememberSearch(address, kind);
  }, [address, isHere, kind]);

  const asked = asksForSearch(params);
  const windowOpen = params.start === undefined || params.end === undefined;
  const query = useMemo(() => queryOf(wanted, abilities), [wanted, abilities]);
  const problems = useMemo(() => problemsOf(wanted, abilities), [wanted, abilities]);
  const first = useSearch(query);
  const askAhead = useSearchAhead();
  const older = useOlderResults(query, first.data);
  const search = { ...first, data: older.answer };
  // Only a window that was meant to end now has anything new to it; files do not change.
  const canRefresh = wanted.lookback !== customLookback && abilities.kind.startsWith("jaeger");
  const everyMs = useAutoRefresh();
  const fresh = useNewResults(query, search.data, canRefresh ? everyMs : undefined);
  const takeNew = () => {
    const end = fresh.take();
    if (end !== undefined) go({ ...params, end }, true);
  };
  const linked = useSummariesById(params.traceID ?? none);
  // Whoever embeds a search has asked for it: there are its results alone, as with Jaeger UI.
  const { embedded } = embedding();
  // On a narrow screen the form would stand between an address that has results, and them.
  const [folded, setFolded] = useState(asked || (params.traceID ?? none).length > 0);
  const [isExpected, setExpected] = useState(false);
  const { openTrace, compare } = useOpenTrace(params.span ?? none);

  const go = (next: SearchParams, replace: boolean) =>
    void navigate({ to: "/search", search: canonicalParams(next), replace });
  // Order and filters go into the address a moment after they were chosen, perhaps both at once.
  const inAddress = () => parseSearchParams(parseRawParams(router.history.location.search));
  const showGraph = () =>
    void navigate({
      to: "/dependencies",
      search: { ...canonicalParams(withoutView(params)), from: "search" },
    });

  // A link with a lookback alone means the time up to now: fixed once, when it is opened.
  useEffect(() => {
    if (asked && windowOpen) go(withWindow(params, Date.now()), true);
  });

  useCancelKey(search.isFetching || linked.isFetching || older.isFetching, () => {
    for (const { isFetching, cancel } of [search, linked, older]) if (isFetching) cancel();
  });

  const alsoFiles = useFilesSwitch(wanted.files === "1");
  /** What was asked last, as long as this page is there to show it. */
  const asking = useRef<SearchQuery>(undefined);
  useEffect(
    () => () => {
      asking.current = undefined;
    },
    [],
  );
  const find = (next: SearchParams) => {
    const { source, sort } = params;
    const kept = {
      ...next,
      ...(source === undefined ? {} : { source }),
      ...(sort === undefined ? {} : { sort }),
      ...(alsoFiles.withFiles ? { files: "1" as const } : {}),
    };
    const text = formatRawParams(formatSearchParams(withoutView(kept)));
    // With files or without is another source.
    const asksHere = text !== wantedText && kept.files === wanted.files;
    const asksNext = asksHere ? queryOf(paramsOf(text), abilities) : undefined;
    const take = () => {
      noteSearch(kept);
      if (text === wantedText) search.retry();
      else go(kept, false);
    };
    asking.current = asksNext;
    if (!asksNext) {
      setFolded(true);
      take();
      return;
    }
    // Before all else: the source works on it meanwhile. What it has at once is shown before the
    // address takes the search in, and without a sign between that it is being waited for.
    const show = async () => {
      await Promise.race([askAhead(asksNext), after(quickMs)]);
      if (asking.current !== asksNext) return;
      setAhead({ of: address, params: kept });
      setFolded(true);
      await browserIdle();
      if (asking.current === asksNext) take();
    };
    void trackActivity(show());
  };
  const latest = useRef(find);
  useEffect(() => {
    latest.current = find;
  });
  const onSearch = useCallback((next: SearchParams) => latest.current(next), []);
  return (
    <div className={styles.page} data-embedded={embedded || undefined}>
      {!embedded && (
        <div className={styles.side} data-folded={folded} onFocus={() => setExpected(true)}>
          <Button
            className={styles.fold}
            variant="quiet"
            aria-expanded={!folded}
            onClick={() => setFolded(!folded)}
          >
            {folded ? words.form.show : words.form.hide}
          </Button>
          <div className={styles.form}>
            <SearchForm
              params={inForm}
              abilities={abilities}
              files={alsoFiles.offer}
              onSearch={onSearch}
            />
            <Suspense fallback={<Busy />}>
              <SearchMemory
                current={asked ? wanted : undefined}
                onSearch={(stored) => find(withWindow(stored, Date.now()))}
              />
            </Suspense>
          </div>
        </div>
      )}
      <div className={styles.main}>
        <MarkedSpansProvider value={params.span ?? none}>
          <Results
            query={query}
            problems={problems}
            search={search}
            linkedIds={params.traceID ?? none}
            linked={linked}
            searchesAll={abilities.searchesAllServices}
            isExpected={isExpected}
            sort={params.sort}
            filter={params.filter}
            older={older}
            live={
              canRefresh ? { everyMs, onEvery: setAutoRefresh, fresh, onTake: takeNew } : undefined
            }
            onFilter={(filter) => go(withFilter(inAddress(), filter), true)}
            onSort={(sort) => go(withSort(inAddress(), sort), true)}
            onOpen={openTrace}
            onSave={saveFile}
            onCompare={compare}
            onGraph={query && backend.tracesSource?.(query) && showGraph}
            Link={ResultTraceLink}
          />
        </MarkedSpansProvider>
      </div>
    </div>
  );
}
