/** What a problem's sentences may mention, written out for the language. Absent: not known. */
export interface ProblemFacts {
  /** A duration: how long the server was silent. */
  readonly limit?: string;
  /** A duration: how long the server asks to wait. */
  readonly retryAfter?: string;
  /** HTTP status. */
  readonly status?: string;
  /** A size: how much had arrived. */
  readonly bytes?: string;
  /** How many spans had been read. */
  readonly spans?: number;
  readonly expected?: string;
  readonly found?: string;
  /** What the browser or the program says, word for word. */
  readonly detail?: string;
}
