import { genAi, hostile, retries } from "./failures";
import { reencodeArchive } from "./huge";
import { Random } from "./random";
import { linkedJob, listMatches, login, matchStatus, processMatch } from "./scenarios";
import { TraceDraft, type LinkTarget } from "./trace-draft";

const minuteMs = 60_000;
/** The demo reaches back this far from the moment at which it is made. */
export const demoSpanMs = 180 * minuteMs;
const ordinaryCount = 288;

/** The traces that show one thing each; `minutesAgo` places them in time. */
const special = {
  huge: { minutesAgo: 50, build: reencodeArchive },
  gpuOutOfMemory: {
    minutesAgo: 4,
    build: (trace: TraceDraft) => processMatch(trace, { outOfMemory: true }),
  },
  nPlusOne: { minutesAgo: 7, build: (trace: TraceDraft) => listMatches(trace, 40) },
  lockWait: {
    minutesAgo: 11,
    build: (trace: TraceDraft) => processMatch(trace, { lock: true }),
  },
  retries: { minutesAgo: 14, build: (trace: TraceDraft) => retries(trace, true) },
  skewed: {
    minutesAgo: 18,
    build: (trace: TraceDraft) => {
      processMatch(trace);
      trace.skew("gpu-worker", -8_000_000);
    },
  },
  incomplete: {
    minutesAgo: 21,
    build: (trace: TraceDraft) => {
      processMatch(trace);
      for (const span of trace.find("process_video")) trace.lose(span);
    },
  },
  unfinished: {
    minutesAgo: 1,
    build: (trace: TraceDraft) => {
      processMatch(trace);
      for (const span of trace.find("stitch_frames")) span.end = undefined;
    },
  },
  warned: {
    minutesAgo: 25,
    build: (trace: TraceDraft) => {
      processMatch(trace);
      for (const span of trace.find("stitch_frames")) {
        span.add({
          "@jaeger@warnings": [
            "clock skew adjustment disabled; not applying calculated delta of -1.204ms",
          ],
        });
      }
    },
  },
  genAi: { minutesAgo: 28, build: genAi },
  hostile: { minutesAgo: 31, build: hostile },
} as const;

export type SpecialTrace = keyof typeof special;

/** One trace of the demo, as a line of OTLP JSON. */
interface DemoLine {
  readonly traceId: string;
  readonly special: SpecialTrace | undefined;
  readonly line: string;
}

/**
 * The demo's traces, oldest first in no promised order: about 300, in the three hours before
 * `nowMs` (milliseconds since the Unix epoch). The same seed gives the same ids and shapes; times
 * move with `nowMs`.
 */
export function* generateDemo(nowMs: number, seed = 20): Generator<DemoLine> {
  const random = new Random(seed);
  const make = (startMs: number, build: (trace: TraceDraft) => void) => {
    const trace = new TraceDraft(new Random(random.bits()), Math.floor(startMs));
    build(trace);
    return trace;
  };

  for (const [name, { minutesAgo, build }] of Object.entries(special)) {
    const trace = make(nowMs - minutesAgo * minuteMs - 20_000, build);
    yield { traceId: trace.traceId, special: name as SpecialTrace, line: trace.toLine() };
  }

  let published: LinkTarget[] = [];
  for (let i = 0; i < ordinaryCount; i += 1) {
    // From the oldest to the newest, so that links point back in time.
    const share = (i + random.unit()) / ordinaryCount;
    const startMs = nowMs - demoSpanMs + share * (demoSpanMs - minuteMs);
    const dice = random.unit();
    const trace = make(startMs, (draft) => {
      if (dice < 0.44) matchStatus(draft);
      else if (dice < 0.62) processMatch(draft, { outOfMemory: random.chance(0.05) });
      else if (dice < 0.76) listMatches(draft);
      else if (dice < 0.9) login(draft, random.chance(0.14));
      else if (dice < 0.94) retries(draft, random.chance(0.5));
      else if (published.length > 0) linkedJob(draft, published.slice(-3));
      else matchStatus(draft);
    });
    published = published.concat(trace.publishedTo("video.jobs")).slice(-8);
    yield { traceId: trace.traceId, special: undefined, line: trace.toLine() };
  }
}

/** The ids of the special traces, which do not depend on the time: for tests and for pictures. */
export function specialTraceIds(seed = 20): Readonly<Record<SpecialTrace, string>> {
  const ids: Partial<Record<SpecialTrace, string>> = {};
  for (const { special: name, traceId } of generateDemo(0, seed)) {
    if (!name) break;
    ids[name] = traceId;
  }
  return ids as Record<SpecialTrace, string>;
}
