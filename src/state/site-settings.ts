/** A link that a site adds to the page's header. */
export interface SiteLink {
  readonly label: string;
  /** Absolute and safe to follow. */
  readonly url: string;
  /** Opens in a window of its own. */
  readonly apart: boolean;
}

/** Links below one heading; "" has none. */
export interface SiteLinks {
  readonly label: string;
  readonly links: readonly SiteLink[];
}

/**
 * What whoever serves the page has set for all who use it, besides what `static/config.json` names
 * itself: read once when the page starts, and the same for as long as it is open.
 */
export interface SiteSettings {
  /** Whether traces may be archived; undefined: where the server says that it can. */
  readonly archive: boolean | undefined;
  /** Whether the header leads to the dependencies. */
  readonly dependencies: boolean;
  /** Whether files may be opened. */
  readonly files: boolean;
  /** Whether there is a choice of themes; else the page is light. */
  readonly themes: boolean;
  /** Where span details stand in the timeline, for who has not chosen. */
  readonly detailPlace: "side" | "below";
  /** Attributes whose keys begin so come before all others. */
  readonly firstAttributes: readonly string[];
  readonly menu: readonly SiteLinks[];
  readonly search: {
    /** Such as "2h"; undefined: as the page has it. */
    readonly defaultLookback: string | undefined;
    /** The longest that is offered. */
    readonly longestLookback: string | undefined;
    readonly maxLimit: number | undefined;
  };
}

export const plainSite: SiteSettings = {
  archive: undefined,
  dependencies: true,
  files: true,
  themes: true,
  detailPlace: "side",
  firstAttributes: [],
  menu: [],
  search: { defaultLookback: undefined, longestLookback: undefined, maxLimit: undefined },
};

let settings = plainSite;

/** The settings of this site. */
export const siteSettings = (): SiteSettings => settings;

/** Before anything is drawn. */
export function setSiteSettings(site: SiteSettings): void {
  settings = site;
}
