import { useMessages } from "@/i18n/I18nProvider";
import { QuietState } from "./QuietState";

/** While the program of a page is being downloaded. */
export function PagePending() {
  return <QuietState words={useMessages().app.loadingPage} />;
}
