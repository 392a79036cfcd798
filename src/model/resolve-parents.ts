import { ContainingSpan } from "./containing-span";
import { spanKeyText } from "./span-key";
import { SpanFlag, SpanKind } from "./span-table";
import type { SpanIdentities } from "./span-identities";
import { markSpan, type TraceDraft } from "./trace-draft";

/** The spans of one id that can be parents. */
interface Candidates {
  readonly first: number;
  readonly byTime: ContainingSpan | undefined;
}

/**
 * Fills `parent` and marks what it finds: orphans, spans that name themselves, ids that several
 * spans have, and the two halves of a shared id. Cycles are left to `cutCycles`. Where `more` spans
 * are to come, a missing parent is no issue.
 */
export function resolveParents(draft: TraceDraft, identities: SpanIdentities, more: boolean): void {
  const candidates = new Map<number, Candidates>();
  const isServerHalf = new Uint8Array(draft.length);
  if (identities.next !== undefined) {
    for (let span = 0; span < draft.length; span += 1) {
      if (identities.first[span] !== span || identities.next[span] === -1) continue;
      if (identities.isEmpty(span)) continue;
      candidates.set(span, splitGroup(draft, identities.members(span), isServerHalf));
    }
  }
  const { ids, parentIds, parent } = draft;
  const hasOdd = parentIds.odd.size > 0 || ids.odd.size > 0;
  let lastHi = 0;
  let lastLo = 0;
  let lastFirst = -1;
  for (let span = 0; span < draft.length; span += 1) {
    if (isServerHalf[span] === 1) continue;
    const hi = parentIds.hi[span]!;
    const lo = parentIds.lo[span]!;
    if (hi === 0 && lo === 0) continue;
    const odd = hasOdd ? parentIds.odd.get(span) : undefined;
    if (hi === ids.hi[span] && lo === ids.lo[span] && (!hasOdd || odd === ids.odd.get(span))) {
      markSpan(draft, span, SpanFlag.CycleCut);
      draft.log.add(span, "self-parent", parentIdText(draft, span));
      continue;
    }
    // Children of one parent mostly follow each other.
    const isSame = !hasOdd && hi === lastHi && lo === lastLo;
    const first = isSame ? lastFirst : identities.find(hi, lo, odd);
    lastHi = hi;
    lastLo = lo;
    lastFirst = first;
    if (first < 0) {
      markSpan(draft, span, SpanFlag.Orphan);
      if (!more) draft.log.add(span, "parent-missing", parentIdText(draft, span));
      continue;
    }
    const several = candidates.size === 0 ? undefined : candidates.get(first);
    parent[span] = several === undefined ? first : choose(draft, several, span);
  }
}

/** The id that a span names as its parent, as text; "" when it names none. */
export function parentIdText(draft: TraceDraft, span: number): string {
  const { hi, lo, odd } = draft.parentIds;
  return odd.get(span) ?? spanKeyText(hi[span]!, lo[span]!);
}

/**
 * Sorts the spans of one id into duplicates and, where both sides of a call are there, the halves
 * of a shared id: the server half becomes the child of the client half, and is the one that other
 * spans mean when they name this id.
 */
function splitGroup(
  draft: TraceDraft,
  members: readonly number[],
  isServerHalf: Uint8Array,
): Candidates {
  const servers = members.filter((span) => isServer(draft, span));
  const clients = servers.length === 0 ? [] : clientsOf(draft, members);
  if (clients.length === 0) {
    markDuplicates(draft, members);
    return candidatesOf(draft, members);
  }
  const callers = candidatesOf(draft, clients);
  for (const server of servers) {
    isServerHalf[server] = 1;
    draft.parent[server] = choose(draft, callers, server);
    draft.log.add(server, "shared-span-id-split", parentIdText(draft, server));
    markSpan(draft, server, SpanFlag.SharedHalf);
  }
  for (const client of clients) markSpan(draft, client, SpanFlag.SharedHalf);
  const halves = new Set([...servers, ...clients]);
  markDuplicates(draft, servers);
  markDuplicates(draft, clients);
  const others = members.filter((span) => !halves.has(span));
  if (others.length > 0) markDuplicates(draft, [members[0]!, ...others]);
  return candidatesOf(draft, servers);
}

function isServer(draft: TraceDraft, span: number): boolean {
  const kind = draft.kind[span];
  return kind === SpanKind.Server || (draft.shared[span] === 1 && kind !== SpanKind.Client);
}

/** The client halves; where the server says that the id is shared, a span without a kind is one. */
function clientsOf(draft: TraceDraft, members: readonly number[]): number[] {
  const clients = members.filter((span) => draft.kind[span] === SpanKind.Client);
  if (clients.length > 0) return clients;
  if (!members.some((span) => draft.shared[span] === 1)) return [];
  return members.filter(
    (span) => draft.shared[span] === 0 && draft.kind[span] === SpanKind.Unspecified,
  );
}

function markDuplicates(draft: TraceDraft, spans: readonly number[]): void {
  if (spans.length < 2) return;
  for (const span of spans) {
    if ((draft.flags[span]! & SpanFlag.DuplicateId) !== 0) continue;
    markSpan(draft, span, SpanFlag.DuplicateId);
    const id = draft.ids.odd.get(span) ?? spanKeyText(draft.ids.hi[span]!, draft.ids.lo[span]!);
    draft.log.add(span, "duplicate-span-id", id);
  }
}

function candidatesOf(draft: TraceDraft, spans: readonly number[]): Candidates {
  const byTime =
    spans.length > 1 ? new ContainingSpan(spans, draft.startNs, draft.durationNs) : undefined;
  return { first: spans[0]!, byTime };
}

/** The candidate that contains a span in time, else the first. */
function choose(draft: TraceDraft, candidates: Candidates, span: number): number {
  if (candidates.byTime === undefined) return candidates.first;
  const start = draft.startNs[span]!;
  const duration = draft.durationNs[span]!;
  const found = candidates.byTime.find(start, start + (duration > 0 ? duration : 0));
  return found < 0 ? candidates.first : found;
}
