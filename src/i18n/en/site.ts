/** What depends on the site: what its Jaeger can do, and what its configuration adds. */
export const site = {
  /** What a site's own links are behind. */
  links: "Links",
  /** From a page in a frame to the page itself. */
  standalone: (name: string) => `Open in ${name}`,
  archive: {
    button: "Archive",
    help: "Have the server keep this trace in its archive, beyond the time for which it keeps others",
    done: "Archived",
    again: "This trace is in the archive",
    failed: "The trace was not archived",
    close: "Close",
  },
};
