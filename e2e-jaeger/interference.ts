import http from "node:http";
import { createProxy, parseTarget } from "../scripts/lib/proxy.mjs";
import { listen } from "../scripts/lib/serve.mjs";

/** What stands between a Jaeger and whoever asks it: passes everything on until it is told otherwise. */
export interface Interference {
  readonly url: string;
  /** From now on, everything below `/api/` is refused as a server refuses that is overloaded. */
  refuse(): void;
  /** From now on, an answer of more than so many bytes stops there and neither goes on nor ends. */
  stallAfter(bytes: number): void;
  /** From now on, requests get no answer. */
  hold(): void;
  /** Resolves once a request is held. */
  readonly held: Promise<void>;
  passOn(): void;
  stop(): Promise<void>;
}

type Mode =
  | { readonly is: "open" }
  | { readonly is: "refused" }
  | { readonly is: "held" }
  | { readonly is: "stalled"; readonly bytes: number };

export async function startInterference(jaegerUrl: string): Promise<Interference> {
  const pass = createProxy(parseTarget(new URL(jaegerUrl).origin));
  let mode: Mode = { is: "open" };
  let onHeld = (): void => undefined;
  const held = new Promise<void>((resolve) => (onHeld = resolve));
  const server = http.createServer((request, response) => {
    if (mode.is === "open" || !request.url?.includes("/api/")) return pass(request, response);
    if (mode.is === "held") return onHeld();
    if (mode.is === "refused") {
      response.writeHead(503, { "content-type": "text/plain" });
      response.end("upstream connect error or disconnect/reset before headers\n");
      return undefined;
    }
    const { bytes } = mode;
    http.get(new URL(request.url, jaegerUrl), { agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, { "content-type": "application/json" });
      let sent = 0;
      answer.on("data", (part: Buffer) => {
        const some = part.subarray(0, Math.max(0, bytes - sent));
        sent += some.length;
        if (some.length > 0) response.write(some);
      });
      answer.on("end", () => {
        if (sent < bytes) response.end();
      });
    });
    return undefined;
  });
  const url = `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
  return {
    url,
    held,
    refuse: () => (mode = { is: "refused" }),
    hold: () => (mode = { is: "held" }),
    stallAfter: (bytes) => (mode = { is: "stalled", bytes }),
    passOn: () => (mode = { is: "open" }),
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
