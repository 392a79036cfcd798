/** What can go wrong on the way to data, each with words of its own in the catalogues. */
export type ProblemCode =
  /** The server cannot be reached: refused, no such host, blocked by CORS. */
  | "unreachable"
  /** No bytes arrived within the time limit; params: limitMs. */
  | "timeout"
  /** 401 or 403. */
  | "unauthorized"
  /** 404 with a server that knows the path: the thing asked for is not there. */
  | "not-found"
  /** 429; params: retryAfterSeconds when the server says so. */
  | "rate-limited"
  /** 400: the server refused the question; params: serverMessage. */
  | "bad-request"
  /** Any other 4xx or 5xx; params: status, serverMessage. */
  | "server-error"
  /** A page of HTML where JSON was expected: the address is not that of a Jaeger Query API. */
  | "html-instead-of-json"
  /** The body ended before the document did; params: bytes, spans. */
  | "cut-off"
  /** Bytes that are not JSON; params: where, byteOffset; readOn when what follows them was read. */
  | "invalid-json"
  /** JSON, but of none of the formats that can be opened; params: where, found. */
  | "unknown-format"
  /** A known format with something in it that cannot be read; params: where, expected, found. */
  | "bad-document"
  /** Nothing in it. */
  | "empty"
  /** A search answer or a list where a trace was expected. */
  | "not-a-trace"
  /** The engine's worker died; params: detail. */
  | "engine-failed"
  /** A defect of Spanwise itself; params: detail. */
  | "internal";

export type ProblemParams = Readonly<Record<string, string | number>>;

/**
 * An error that says what failed and where, in a form that can cross a worker boundary and be put
 * into words in any language. Common params: `url`, `status`, `serverMessage`, `file`.
 */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly params: ProblemParams;

  constructor(code: ProblemCode, params: ProblemParams = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.code = code;
    this.params = params;
  }

  /** The same problem, with more said about where it happened. */
  with(params: ProblemParams): Problem {
    return new Problem(this.code, { ...this.params, ...params });
  }

  toJSON(): ProblemRecord {
    return { code: this.code, params: this.params };
  }
}

/** A Problem as plain data. */
export interface ProblemRecord {
  readonly code: ProblemCode;
  readonly params: ProblemParams;
}

/** Anything thrown, as a Problem. An AbortError stays what it is: see `isAbort`. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem("internal", {
    detail: error instanceof Error ? error.message : String(error),
  });
}

/** True for the error of a request that was given up on purpose. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
