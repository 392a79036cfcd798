import { pluraliser } from "../messages";

const plural = pluraliser("en");

/** What is offered for a side of a comparison. */
export const compareChoices = {
  chooseA: "Choose trace A",
  chooseB: "Choose trace B",
  choose: "Choose…",
  source: "Look for IDs in",
  from: (source: string) => `from: ${source}`,
  files: "Opened files",
  typicalTitle: "A typical one",
  typical: (of: number) =>
    plural(of, {
      one: "Median duration of # trace of this kind in the last search",
      other: "Median duration of # traces of this kind in the last search",
    }),
  cohort: "Chosen together",
  found: "Last search",
  recent: "Recent traces",
  someOf: (shown: string, all: string) => `${shown} of ${all} are listed.`,
  searchAll: "Search for another",
  searching: "Asking for the last search again",
  searchFailed: "The last search could not be asked again",
  nothing: "Traces that you open or find are offered here.",
  openFiles: "Take one from files…",
  unknown: "unnamed trace",
  trace: (service: string, name: string, duration: string, start: string) =>
    `${service}: ${name}, ${duration}, ${start}`,
  fewFilesWait: "Choose one of the traces in the files.",
};
