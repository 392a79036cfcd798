import "@/styles/tokens.css";
import "@/trace-ui/service-colors.css";
import "@/styles/base.css";
import "@/styles/forced-colors.css";
import { boot } from "@/app/boot";

boot().catch((error: unknown) => {
  reportError(error);
  // Of index.html: says so in words that need nothing to be downloaded.
  globalThis.spanwiseBootFailed?.();
});
