import { useEffect } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";

/** Names the browser's tab after what the page shows. */
export function useTitle(title: string): void {
  const { app } = useFirstMessages();
  useEffect(() => {
    document.title = title === "" ? app.name : `${title} – ${app.name}`;
  }, [title, app.name]);
}
