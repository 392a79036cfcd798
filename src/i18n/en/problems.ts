import { pluraliser } from "../messages";
import type { ProblemFacts } from "../problem-facts";

const plural = pluraliser("en");

/** For each kind of problem: what failed, why, and what can be done about it. */
export const problems = {
  unreachable: {
    title: "The server cannot be reached",
    why: (_: ProblemFacts) =>
      "No connection came about: the server is not running, its name is not known, or the network or a proxy blocks it.",
    advice: "Check that the server runs and that the address is right, then retry.",
  },
  unreadableFile: {
    title: "The file cannot be read",
    why: (_: ProblemFacts) =>
      "The browser gave no access to its contents: it was moved, changed or locked, or it is a folder.",
    advice: "Open it again.",
  },
  timeout: {
    title: "The server does not answer",
    why: ({ limit }: ProblemFacts) =>
      limit === undefined
        ? "The connection stood, and no data came within the time limit."
        : `The connection stood, and no data came for ${limit}.`,
    advice:
      "Wait longer if the storage is slow, or ask for less: a shorter time range, a lower limit.",
  },
  unauthorized: {
    title: "The server refuses access",
    why: ({ status }: ProblemFacts) =>
      status === "403"
        ? "You are known to the server, and this is not allowed to you."
        : "The server or a proxy in front of it wants you to sign in, or wants a tenant header.",
    advice: "Sign in in this browser and retry; for tenants, let the proxy add the header.",
  },
  "not-found": {
    title: "Not found",
    why: (_: ProblemFacts) => "Nothing by that name or ID is known here.",
    advice:
      "Check the ID. A trace may be past the storage's retention, not written yet, or never sampled.",
  },
  "rate-limited": {
    title: "Too many requests",
    why: ({ retryAfter }: ProblemFacts) =>
      retryAfter === undefined
        ? "The server takes no more requests from here for now."
        : `The server takes no more requests from here for now; it asks to wait ${retryAfter}.`,
    advice: "Wait a little, then retry.",
  },
  "bad-request": {
    title: "The server refuses the question",
    why: (_: ProblemFacts) => "It was understood and not accepted.",
    advice: "Read what the server says and change the search.",
  },
  "server-error": {
    title: "The server reports an error",
    why: ({ status }: ProblemFacts) =>
      status === undefined
        ? "It failed while it was answering."
        : `It failed while it was answering, with HTTP status ${status}.`,
    advice: "Retry; if it stays, look at the logs of Jaeger and of its storage.",
  },
  "html-instead-of-json": {
    title: "This is not the address of a Jaeger Query API",
    why: (_: ProblemFacts) =>
      "A web page came where data was expected: the address is another program's, the base path is missing, or a sign-in page stands in front.",
    advice: "Check the address and the base path; sign in if a sign-in page is in the way.",
  },
  "cut-off": {
    title: "The answer ended early",
    why: ({ bytes, spans }: ProblemFacts) => {
      if (bytes === undefined) return "The connection broke before the end of the data.";
      if (spans === undefined) return `The connection broke after ${bytes}.`;
      return plural(spans, {
        one: `The connection broke after ${bytes}, with # span read.`,
        other: `The connection broke after ${bytes}, with # spans read.`,
      });
    },
    advice: "Retry. If it stops at the same place, a proxy may limit the size or the time.",
  },
  cutOffFile: {
    title: "The file ends too early",
    why: (facts: ProblemFacts) =>
      facts.spans === undefined
        ? "It ends before its data does."
        : plural(facts.spans, {
            one: "It ends before its data does; # span could be read.",
            other: "It ends before its data does; # spans could be read.",
          }),
    advice: "Check whether it was copied or downloaded to the end.",
  },
  "invalid-json": {
    title: "The data is not valid JSON",
    why: (_: ProblemFacts) => "It cannot be read past the place named here.",
    advice: "Check whether the data was cut or changed on its way.",
  },
  leftOut: {
    title: "A part of the data is not valid JSON",
    why: (_: ProblemFacts) => "What stands at the place named here is left out; the rest was read.",
    advice: "Check whether the program that wrote the data was stopped in between.",
  },
  "unknown-format": {
    title: "The format is not known",
    why: ({ found }: ProblemFacts) =>
      found === undefined
        ? "The data is none of the formats that can be opened."
        : `The data is none of the formats that can be opened; found: ${found}.`,
    advice:
      "Jaeger JSON, OTLP JSON (also one document per line), OTLP protobuf and Zipkin JSON can be opened, each also gzipped.",
  },
  "bad-document": {
    title: "The data has something in it that cannot be read",
    why: ({ expected, found }: ProblemFacts) => {
      if (expected !== undefined && found !== undefined) {
        return `Expected ${expected}, found ${found}.`;
      }
      if (expected !== undefined) return `Expected ${expected}.`;
      if (found !== undefined) return `Found ${found}.`;
      return "It is not as its format says it should be.";
    },
    advice: "Check the program that wrote the data.",
  },
  /** Every path of the API that could be there was asked for. */
  notJaeger: {
    title: "This is not the address of a Jaeger Query API",
    why: (_: ProblemFacts) =>
      "A server answers there and knows none of the paths of that API: the address is another program's, or the base path is missing.",
    advice: "Check the address and the base path.",
  },
  unknownPath: {
    title: "The server does not know this request",
    why: (_: ProblemFacts) =>
      "It answered with status 404: another version of Jaeger, or another program, is at this address now.",
    advice:
      "Reload the page, so that the server is asked anew what it can do; or check the address.",
  },
  pageInFile: {
    title: "This is a web page, not a trace",
    why: (_: ProblemFacts) =>
      "The file holds HTML: most often a page for signing in, or of an error, that was saved in place of the data.",
    advice: "Save the answer of the API itself, or export the trace again.",
  },
  noSpans: {
    title: "There are no spans in it",
    why: (_: ProblemFacts) => "It could be read to its end, and holds no span.",
    advice: "Check that the right file was taken, and that its program had recorded spans.",
  },
  emptyAnswer: {
    title: "The answer is empty",
    why: (_: ProblemFacts) => "The server reports success, and sent no data.",
    advice: "Retry; if it stays, look at the logs of Jaeger and of whatever stands in front of it.",
  },
  empty: {
    title: "There is nothing in it",
    why: (_: ProblemFacts) => "The data ends before it begins.",
    advice: "Check that the right file was taken and that it was written to the end.",
  },
  "not-a-trace": {
    title: "This is not a trace",
    why: (_: ProblemFacts) =>
      "It holds something of another kind, such as a list of services, logs or metrics.",
    advice: "Open the answer to a question for a trace, or a file with spans.",
  },
  "engine-failed": {
    title: "The part that reads traces has stopped",
    why: ({ detail }: ProblemFacts) =>
      detail === undefined
        ? "The browser ended it, most often because memory ran out."
        : `The browser ended it: ${detail}`,
    advice: "Retry. If it happens again, close other tabs or open a smaller trace.",
  },
  internal: {
    title: "Something went wrong in Spanwise",
    why: ({ detail }: ProblemFacts) =>
      detail === undefined
        ? "This is a defect of Spanwise itself."
        : `A defect of Spanwise: ${detail}`,
    advice: "Retry or reload the page. Please report it, with what you did before.",
  },
};
