import { useEffect, useRef, useState } from "react";
import { setPreferences, usePreferences } from "@/state/preferences-store";
import {
  draftOf,
  emptyDraft,
  inputTimeInZone,
  meantRange,
  submitDraft,
  toInputTime,
  type MeantRange,
  type SearchDraft,
} from "@/state/search-draft";
import { formatRawParams } from "@/state/raw-params";
import {
  asksForSearch,
  customLookback,
  formatSearchParams,
  resolveSearch,
  withWindow,
  type FieldProblem,
  type SearchAbilities,
  type SearchField,
  type SearchParams,
} from "@/state/search-params";

interface FormState {
  readonly params: SearchParams;
  readonly zone: "local" | "utc";
  readonly draft: SearchDraft;
  /** What the range was written from, for as long as its text is the same. */
  readonly meant: MeantRange;
  readonly problems: readonly FieldProblem[];
  /** What was submitted, once the form says something else again. */
  readonly editedSince?: SearchParams | undefined;
}

const problemsOf = (params: SearchParams, abilities: SearchAbilities) => {
  if (!asksForSearch(params)) return [];
  const resolved = resolveSearch(params, Date.now(), abilities);
  return "problems" in resolved ? resolved.problems : [];
};

type TimeRange = NonNullable<SearchAbilities["timeRange"]>;

const windowFields: ReadonlySet<SearchField> = new Set(["lookback", "from", "to"]);

/** A stretch of time as the form holds it: files may be of any. */
function customTime(timeRange: TimeRange, zone: FormState["zone"]) {
  const meant = { from: timeRange.startUnixMicro, to: timeRange.endUnixMicro + 999 };
  const text = {
    lookback: customLookback,
    from: toInputTime(meant.from, zone),
    to: toInputTime(meant.to, zone),
  };
  return { meant, text };
}

/** What editing a field does to the others. */
function edited(
  state: FormState,
  change: Partial<SearchDraft>,
): Pick<FormState, "draft" | "meant"> {
  const draft = { ...state.draft, ...change };
  // Span names belong to a service: one left over from another finds nothing, and puzzles.
  if (change.service !== undefined && change.service !== state.draft.service) {
    draft.operation = "";
  }
  if (change.lookback === customLookback && state.draft.lookback !== customLookback) {
    // A custom range begins as the window that was meant until now.
    const window = withWindow({ lookback: state.draft.lookback }, Date.now());
    const meant = { from: window.start ?? 0, to: window.end ?? 0 };
    draft.from = toInputTime(meant.from, state.zone);
    draft.to = toInputTime(meant.to, state.zone);
    return { draft, meant };
  }
  return { draft, meant: state.meant };
}

const sameText = (a: SearchDraft, b: SearchDraft): boolean =>
  (Object.keys(a) as (keyof SearchDraft)[]).every((field) => a[field] === b[field]);

/**
 * True where only the end of a window that was meant until now is another one: new results were
 * taken in. The same is asked for, and what is being typed stays.
 */
function movesOn(before: SearchParams, after: SearchParams): boolean {
  if (after.lookback === undefined || after.lookback === customLookback) return false;
  if (before.end === undefined || after.end === undefined) return false;
  const textOf = (params: SearchParams) => formatRawParams(formatSearchParams(params));
  return textOf({ ...before, end: after.end }) === textOf(after);
}

/**
 * The search form's text: filled in from the parameters whenever those change, moved to the other
 * clock when the time zone is switched, checked when it is submitted.
 */
export function useSearchDraft(params: SearchParams, abilities: SearchAbilities) {
  const zone = usePreferences((preferences) => preferences.timeZone);
  const lastService = usePreferences((preferences) => preferences.lastService);
  const lastOperation = usePreferences((preferences) => preferences.lastOperation);
  // What is held in this browser is another set of services each time, and is shown whole at first:
  // the service of a server would only hide it.
  const isLocal = abilities.timeRange !== undefined;
  const remembered = isLocal
    ? { service: "", operation: "" }
    : { service: lastService, operation: lastOperation };
  const textOf = (wanted: SearchParams): SearchDraft => draftOf(wanted, zone, remembered);
  const filledIn = (): FormState => ({
    params,
    zone,
    draft: textOf(params),
    meant: meantRange(params),
    problems: problemsOf(params, abilities),
  });
  /** What was submitted and has not come back as parameters yet. */
  const submitted = useRef<SearchParams>(undefined);
  useEffect(() => {
    submitted.current = undefined;
  }, [params]);
  const [stored, setState] = useState(filledIn);
  let state = stored;
  if (state.params !== params) {
    // The parameters follow a search by some moments: what was typed meanwhile is the next one.
    const { editedSince = movesOn(state.params, params) ? params : undefined } = state;
    const isOvertaken = editedSince && sameText(textOf(editedSince), textOf(params));
    state = isOvertaken ? { ...state, params } : filledIn();
  } else if (state.zone !== zone) {
    const { from, to } = state.draft;
    state = {
      ...state,
      zone,
      draft: {
        ...state.draft,
        from: inputTimeInZone(from, state.zone, zone, state.meant.from),
        to: inputTimeInZone(to, state.zone, zone, state.meant.to),
      },
    };
  }
  if (state !== stored) setState(state);
  const { timeRange } = abilities;
  const wholeTime = timeRange && customTime(timeRange, zone);
  const chooseTime = (range: TimeRange) => {
    const problems = state.problems.filter(({ field }) => !windowFields.has(field));
    const { meant, text } = customTime(range, zone);
    setState({ ...state, draft: { ...state.draft, ...text }, meant, problems });
  };

  return {
    zone,
    draft: state.draft,
    problems: state.problems,
    edit(change: Partial<SearchDraft>) {
      const fields = Object.keys(change);
      setState({
        ...state,
        ...edited(state, change),
        problems: state.problems.filter(({ field }) => !fields.includes(field)),
        editedSince: submitted.current,
      });
    },
    reset() {
      const { meant, text } = wholeTime ?? { meant: {}, text: {} };
      setState({ ...state, draft: { ...emptyDraft, ...text }, meant, problems: [] });
    },
    chooseTime,
    /** Sets the range to all that the source has; absent where that is not known. */
    chooseWholeTime: timeRange && (() => chooseTime(timeRange)),
    /** The parameters to search for; undefined when something has to be put right first. */
    submit(): SearchParams | undefined {
      const result = submitDraft(state.draft, Date.now(), zone, abilities, state.meant);
      if ("problems" in result) {
        setState({ ...state, problems: result.problems });
        return undefined;
      }
      const { service = "", operation = "" } = result.params;
      submitted.current = result.params;
      if (state.problems.length > 0) setState({ ...state, problems: [] });
      if (!isLocal && (service !== lastService || operation !== lastOperation)) {
        setPreferences({ lastService: service, lastOperation: operation });
      }
      return result.params;
    },
  };
}
