import { useMemo } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { LongTextLabels } from "@/widgets/LongText";

/** What a long text says of itself, in the language in use. */
export function useLongTextLabels(): LongTextLabels {
  const { value } = useMessages().spanDetail;
  const formats = useFormats();
  return useMemo(
    () => ({
      box: value.longText,
      showAll: value.showAll,
      showMore: (shown, all) => value.showMore(formats.number(shown), formats.number(all)),
      showLess: value.showLess,
    }),
    [value, formats],
  );
}
