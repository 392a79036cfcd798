import { useMessages } from "@/i18n/I18nProvider";
import { CopyButton } from "@/widgets/CopyButton";

interface CopyValueProps {
  readonly text: string | (() => string);
  readonly label: string;
  readonly withLabel?: boolean;
}

/** A copy button that speaks the language in use. */
export function CopyValue({ text, label, withLabel = false }: CopyValueProps) {
  const { copy } = useMessages().spanDetail;
  return (
    <CopyButton
      text={text}
      label={label}
      copiedLabel={copy.copied}
      failedLabel={copy.failed}
      withLabel={withLabel}
    />
  );
}
