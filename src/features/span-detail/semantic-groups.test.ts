import { describe, expect, it } from "vitest";
import { groupOfKey, textKindOfKey, unitOfKey } from "./semantic-groups";

describe("groupOfKey", () => {
  it.each([
    ["http.request.method", "http"],
    ["http.status_code", "http"],
    ["url.full", "http"],
    ["user_agent.original", "http"],
    ["rpc.system", "rpc"],
    ["message.id", "rpc"],
    ["message", "other"],
    ["db.query.text", "database"],
    ["aws.dynamodb.table_names", "database"],
    ["aws.region", "cloud"],
    ["messaging.destination.name", "messaging"],
    ["gen_ai.request.model", "genai"],
    ["net.peer.name", "network"],
    ["server.address", "network"],
    ["exception.type", "exception"],
    ["error", "exception"],
    ["code.function.name", "code"],
    ["thread.id", "code"],
    ["k8s.pod.name", "kubernetes"],
    ["telemetry.sdk.name", "telemetry"],
    ["otel.status_code", "telemetry"],
    ["service.version", "service"],
    ["process.pid", "process"],
    ["match_id", "other"],
    ["httpish.thing", "other"],
    ["", "other"],
    ["__proto__", "other"],
    ["constructor.name", "other"],
    [".http", "other"],
  ])("of %s is %s", (key, group) => {
    expect(groupOfKey(key)).toBe(group);
  });
});

it("gives units of the old and the new names, and none to others", () => {
  expect(unitOfKey("http.response.body.size")).toBe("bytes");
  expect(unitOfKey("http.response_content_length")).toBe("bytes");
  expect(unitOfKey("gen_ai.usage.input_tokens")).toBe("tokens");
  expect(unitOfKey("http.response.status_code")).toBeUndefined();
  expect(unitOfKey("toString")).toBeUndefined();
});

it("knows SQL and stack traces by their keys", () => {
  expect(textKindOfKey("db.statement")).toBe("sql");
  expect(textKindOfKey("exception.stacktrace")).toBe("stack");
  expect(textKindOfKey("code.stacktrace")).toBe("stack");
  expect(textKindOfKey("db.system")).toBeUndefined();
});
