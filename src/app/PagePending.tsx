import { useFirstMessages } from "@/i18n/I18nProvider";
import { Busy } from "@/widgets/Busy";
import { QuietState } from "./QuietState";

/** While the program of a page is being downloaded. */
export function PagePending() {
  return (
    <>
      <Busy />
      <QuietState words={useFirstMessages().app.loadingPage} />
    </>
  );
}
