// What users talk to: asks who they are, and has a video processed.
import { call, serve, setting, startTracing } from "./tracing.mjs";

const tracer = startTracing("video-gateway");

serve(
  tracer,
  async ({ path, headers }, span) => {
    const user = String(headers["x-user"] ?? "");
    span.setAttribute("user.name", user);
    const verdict = await call(tracer, "GET", `${setting("AUTH_URL")}/verify?user=${user}`);
    if (verdict.status !== 200) return { status: 401, body: "{}" };
    return call(tracer, "POST", `${setting("PROCESSOR_URL")}${path}`);
  },
  (path) => path.replace(/\/videos\/[^/]+/, "/videos/{id}"),
);
