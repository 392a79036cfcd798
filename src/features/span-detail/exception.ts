import type { Attribute } from "@/model/attribute";

/** A text of an exception, and the attribute that holds it. */
export interface ExceptionPart {
  readonly text: string;
  readonly attribute: Attribute;
}

/** An exception as OpenTelemetry's semantic conventions record it on an event. */
export interface ExceptionView {
  readonly type: ExceptionPart | undefined;
  readonly message: ExceptionPart | undefined;
  readonly stackTrace: ExceptionPart | undefined;
  /** The event's attributes that are not shown as part of the exception. */
  readonly rest: readonly Attribute[];
}

/**
 * The exception of an event, or undefined when it has none. A second attribute of the same key, or
 * one that is not a string, stays among the rest: nothing is lost.
 */
export function exceptionOf(attributes: readonly Attribute[]): ExceptionView | undefined {
  const found = new Map<string, ExceptionPart>();
  const rest: Attribute[] = [];
  for (const attribute of attributes) {
    const { key, value } = attribute;
    const isPart =
      key === "exception.type" || key === "exception.message" || key === "exception.stacktrace";
    // An empty text would not be seen as a part: it is one of the rest, where it is.
    const isText = value.type === "string" && value.value !== "";
    if (isPart && isText && !found.has(key)) found.set(key, { text: value.value, attribute });
    else rest.push(attribute);
  }
  if (found.size === 0) return undefined;
  return {
    type: found.get("exception.type"),
    message: found.get("exception.message"),
    stackTrace: found.get("exception.stacktrace"),
    rest,
  };
}
