import { useStore } from "zustand";
import { createStoredStore } from "./stored-store";

export type ThemeChoice = "system" | "light" | "dark";

/** What a user has set, kept on the machine. */
export interface Preferences {
  readonly theme: ThemeChoice;
  /** Undefined: as the browser asks. */
  readonly locale: "en" | "ru" | undefined;
  readonly timeZone: "local" | "utc";
  /** Width of the timeline's name column, as a share of the timeline. */
  readonly nameColumnShare: number;
  /** Width of the details panel, in CSS pixels. */
  readonly detailPanelPx: number;
  /**
   * Where the details stand in the timeline: beside it, or below the row of their span. Undefined: as
   * the site has it.
   */
  readonly detailPlace: "side" | "below" | undefined;
  /** Height of the details below a row, in CSS pixels. */
  readonly detailBelowPx: number;
  /** Height of the spans pinned side by side, in CSS pixels. */
  readonly pinnedPanelPx: number;
  /** How long a request may stay silent before it counts as hung, in milliseconds. */
  readonly timeLimitMs: number;
  readonly lastService: string;
  readonly lastOperation: string;
  /** Keys of attributes that are shown before all others. */
  readonly pinnedKeys: readonly string[];
}

const defaults: Preferences = {
  theme: "system",
  locale: undefined,
  timeZone: "local",
  nameColumnShare: 0.32,
  detailPanelPx: 400,
  detailPlace: undefined,
  detailBelowPx: 320,
  pinnedPanelPx: 300,
  timeLimitMs: 30_000,
  lastService: "",
  lastOperation: "",
  pinnedKeys: [],
};

const storageKey = "spanwise.preferences.v1";

const within = (value: unknown, low: number, high: number, otherwise: number): number =>
  typeof value === "number" && value >= low && value <= high ? value : otherwise;
const oneOf = <T>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.includes(value as T) ? (value as T) : otherwise;
const text = (value: unknown): string => (typeof value === "string" ? value.slice(0, 1000) : "");
const texts = (value: unknown, most: number): readonly string[] =>
  Array.isArray(value)
    ? [...new Set(value.filter((one): one is string => typeof one === "string"))].slice(-most)
    : [];
/** More pinned keys than this would be no selection any more. */
const mostPinned = 50;

/** Reads stored preferences; whatever is missing or unusable takes its default. */
export function parsePreferences(stored: string | null): Preferences {
  let raw: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? "{}");
    if (typeof parsed === "object" && parsed !== null) raw = parsed as Record<string, unknown>;
  } catch {
    // Broken storage is no reason not to start.
  }
  return {
    theme: oneOf(raw["theme"], ["system", "light", "dark"] as const, defaults.theme),
    locale: oneOf(raw["locale"], ["en", "ru", undefined] as const, defaults.locale),
    timeZone: oneOf(raw["timeZone"], ["local", "utc"] as const, defaults.timeZone),
    nameColumnShare: within(raw["nameColumnShare"], 0.1, 0.85, defaults.nameColumnShare),
    detailPanelPx: within(raw["detailPanelPx"], 240, 1600, defaults.detailPanelPx),
    detailPlace: oneOf(raw["detailPlace"], ["side", "below", undefined] as const, undefined),
    detailBelowPx: within(raw["detailBelowPx"], 96, 1600, defaults.detailBelowPx),
    pinnedPanelPx: within(raw["pinnedPanelPx"], 96, 1600, defaults.pinnedPanelPx),
    timeLimitMs: within(raw["timeLimitMs"], 1000, 3_600_000, defaults.timeLimitMs),
    lastService: text(raw["lastService"]),
    lastOperation: text(raw["lastOperation"]),
    pinnedKeys: texts(raw["pinnedKeys"], mostPinned),
  };
}

export const preferencesStore = createStoredStore(storageKey, parsePreferences);

/** Reads from the preferences and follows their changes. */
export function usePreferences<T>(select: (preferences: Preferences) => T): T {
  return useStore(preferencesStore, select);
}

/** Changes some preferences. */
export function setPreferences(change: Partial<Preferences>): void {
  preferencesStore.setState(change);
}

/** Pins the key of an attribute, or unpins it. */
export function pinKey(key: string, isPinned: boolean): void {
  const others = preferencesStore.getState().pinnedKeys.filter((one) => one !== key);
  setPreferences({ pinnedKeys: isPinned ? [...others, key].slice(-mostPinned) : others });
}
