import type { Brand } from "@/lib/brand";

/** A row of a trace's SpanTable: the span's position in depth-first order. */
export type SpanIndex = Brand<number, "SpanIndex">;
/** A row of an EventTable. */
export type EventIndex = Brand<number, "EventIndex">;
/** A row of a LinkTable. */
export type LinkIndex = Brand<number, "LinkIndex">;
/** A row of a ResourceTable. */
export type ResourceIndex = Brand<number, "ResourceIndex">;
/** A row of a ScopeTable. */
export type ScopeIndex = Brand<number, "ScopeIndex">;
/** A row of the name table: span names and service names, held by the page. */
export type NameId = Brand<number, "NameId">;
/** A row of the string table: attribute keys and values, messages; held by the engine. 0 is "". */
export type StringId = Brand<number, "StringId">;

/** Marks a number as a span row. */
export const spanIndex = (row: number): SpanIndex => row as SpanIndex;
/** Marks a number as an event row. */
export const eventIndex = (row: number): EventIndex => row as EventIndex;
/** Marks a number as a link row. */
export const linkIndex = (row: number): LinkIndex => row as LinkIndex;
/** Marks a number as a resource row. */
export const resourceIndex = (row: number): ResourceIndex => row as ResourceIndex;
/** Marks a number as a scope row. */
export const scopeIndex = (row: number): ScopeIndex => row as ScopeIndex;
/** Marks a number as a name row. */
export const nameId = (row: number): NameId => row as NameId;
/** Marks a number as a string row. */
export const stringId = (row: number): StringId => row as StringId;
