// Knows its users; a lookup of one that it does not know fails.
import { SpanStatusCode } from "@opentelemetry/api";
import { inSpan, serve, startTracing } from "./tracing.mjs";

const tracer = startTracing("video-auth");

serve(
  tracer,
  async ({ path }, span) => {
    const user = new URL(path, "http://auth").searchParams.get("user");
    const lookup = inSpan(
      tracer,
      "look up user",
      { attributes: { "db.system.name": "sqlite", "db.query.text": "SELECT * FROM users" } },
      async () => {
        if (user === "mallory") throw new RangeError("no such user: mallory");
      },
    );
    try {
      await lookup;
      span.addEvent("verified", { "user.roles": ["viewer", "editor"] });
      return { status: 200, body: "{}" };
    } catch {
      span.setStatus({ code: SpanStatusCode.ERROR, message: "unknown user" });
      return { status: 401, body: "{}" };
    }
  },
  (path) => path.split("?", 1)[0] ?? path,
);
