import { SpanKind, StatusCode } from "@/model/span-table";

/** Kinds by the names that the catalogues have them under. */
export const kindNames = {
  [SpanKind.Unspecified]: "unspecified",
  [SpanKind.Internal]: "internal",
  [SpanKind.Server]: "server",
  [SpanKind.Client]: "client",
  [SpanKind.Producer]: "producer",
  [SpanKind.Consumer]: "consumer",
} as const;

/** Status codes by the names that the catalogues have them under. */
export const statusNames = {
  [StatusCode.Unset]: "unset",
  [StatusCode.Ok]: "ok",
  [StatusCode.Error]: "error",
} as const;
