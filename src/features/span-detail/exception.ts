import type { Attribute } from "@/model/attribute";

/** An exception as OpenTelemetry's semantic conventions record it on an event. */
export interface ExceptionView {
  readonly type: string;
  readonly message: string;
  readonly stackTrace: string;
  /** The event's attributes that are not shown as part of the exception. */
  readonly rest: readonly Attribute[];
}

/**
 * The exception of an event, or undefined when it has none. A second attribute of the same key, or
 * one that is not a string, stays among the rest: nothing is lost.
 */
export function exceptionOf(attributes: readonly Attribute[]): ExceptionView | undefined {
  const found = new Map<string, string>();
  const rest: Attribute[] = [];
  for (const attribute of attributes) {
    const { key, value } = attribute;
    const isPart =
      key === "exception.type" || key === "exception.message" || key === "exception.stacktrace";
    if (isPart && value.type === "string" && !found.has(key)) found.set(key, value.value);
    else rest.push(attribute);
  }
  if (found.size === 0) return undefined;
  return {
    type: found.get("exception.type") ?? "",
    message: found.get("exception.message") ?? "",
    stackTrace: found.get("exception.stacktrace") ?? "",
    rest,
  };
}
