import { parseTarget } from "./proxy.mjs";
import { parsePort } from "./serve.mjs";

/**
 * What the environment says of where to listen and which Jaeger to ask. Ends the process with
 * words when it says something that cannot be.
 */
export function readSettings() {
  try {
    return {
      port: parsePort(process.env["PORT"], 16_687),
      host: process.env["HOST"] || "localhost",
      target: parseTarget(process.env["JAEGER_URL"] || "http://localhost:16686"),
    };
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return process.exit(1);
  }
}
