import { abortReason } from "./deadline";
import { Problem, type ProblemParams } from "./problem";

/** Of the body of a failure, no more is read than a message can be in. */
const bodyLimit = 64 * 1024;

/** Text of a server as one line that is safe to show: control characters out, shortened. */
export function printable(text: string, limit = 500): string {
  // oxlint-disable-next-line no-control-regex -- taking control characters out is the point
  const clean = text.replace(/[\s\u0000-\u001f\u007f-\u009f]+/gu, " ").trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1)}…`;
}

interface Said {
  /** The server's own words, or "". */
  readonly message: string;
  /** In the shape in which a Jaeger Query API words its errors, so the path is one that it knows. */
  readonly ofApi: boolean;
  /** Set by Spanwise's own server: it is there, the Jaeger behind it is not. */
  readonly unreachable: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

async function readSome(response: Response, signal: AbortSignal | undefined): Promise<string> {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    while (text.length < bodyLimit) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // What there is of the message will do.
    if (signal?.aborted) throw abortReason(signal);
  } finally {
    void reader.cancel().catch(() => undefined);
  }
  return text;
}

/** What the body of a failure says: v1 `errors[].msg`, v3 `error.message`, gRPC's, or plain text. */
function readMessage(text: string): Said {
  const body = text.trim();
  const said = (message: unknown, ofApi: boolean, unreachable = false): Said => ({
    message: typeof message === "string" ? printable(message) : "",
    ofApi,
    unreachable,
  });
  if (body.startsWith("<")) return said(/<title>([^<]{1,200})<\/title>/iu.exec(body)?.[1], false);
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return said(body, false);
  }
  if (typeof json === "string") return said(json, false);
  if (!isRecord(json)) return said(body, false);
  const { error, errors } = json;
  if (isRecord(error)) {
    return said(error["message"], "message" in error, error["spanwise"] === "unreachable");
  }
  if (Array.isArray(errors)) {
    const first: unknown = errors[0];
    return said(isRecord(first) ? first["msg"] : undefined, true);
  }
  // The gRPC gateway of the oldest v3 servers: {"code": 5, "message": "…", "details": []}.
  const ofGateway = typeof json["code"] === "number" && Array.isArray(json["details"]);
  return said(json["message"] ?? error ?? body, ofGateway);
}

function retryAfterSeconds(header: string | null): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

/**
 * The Problem that an answer without success stands for. `not-found` carries `pathUnknown: 1` when
 * the 404 is not in the API's own words: then nothing is said about the thing that was asked for.
 * Problems in the API's own words carry `ofApi: 1`.
 */
export async function problemOfStatus(
  response: Response,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Problem> {
  const said = readMessage(await readSome(response, signal));
  const { status } = response;
  const params: ProblemParams = {
    url,
    status,
    ...(said.message === "" ? {} : { serverMessage: said.message }),
    ...(said.ofApi ? { ofApi: 1 } : {}),
  };
  if (said.unreachable) return new Problem("unreachable", { url, status, detail: said.message });
  if (status === 401 || status === 403) return new Problem("unauthorized", params);
  if (status === 404) {
    return new Problem("not-found", said.ofApi ? params : { ...params, pathUnknown: 1 });
  }
  if (status === 400) return new Problem("bad-request", params);
  if (status === 429) {
    const wait = retryAfterSeconds(response.headers.get("retry-after"));
    return new Problem("rate-limited", {
      ...params,
      ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
    });
  }
  return new Problem("server-error", params);
}

/** True for an answer that shows that the server does not know the path that was asked. */
export function isUnknownPath(error: unknown): boolean {
  if (!(error instanceof Problem)) return false;
  return (
    error.code === "html-instead-of-json" ||
    (error.code === "not-found" && error.params["pathUnknown"] === 1)
  );
}
