import { createContext, use, useMemo, useState, type ReactNode } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { Disclosure } from "@/widgets/Disclosure";

type SectionId = keyof ReturnType<typeof useMessages>["spanDetail"]["sections"];

interface FoldedSections {
  readonly folded: ReadonlySet<SectionId>;
  setOpen(id: SectionId, open: boolean): void;
}

const FoldedContext = createContext<FoldedSections | undefined>(undefined);

/** Remembers which sections are folded while the panel goes from span to span. */
export function SectionsProvider({ children }: { readonly children: ReactNode }) {
  const [folded, setFolded] = useState<ReadonlySet<SectionId>>(new Set());
  const value = useMemo<FoldedSections>(
    () => ({
      folded,
      setOpen: (id, open) =>
        setFolded((before) => {
          const after = new Set(before);
          if (open) after.delete(id);
          else after.add(id);
          return after;
        }),
    }),
    [folded],
  );
  return <FoldedContext value={value}>{children}</FoldedContext>;
}

interface SectionProps {
  readonly id: SectionId;
  readonly count?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A section of the panel, under a heading that folds it. */
export function Section({ id, count, actions, children }: SectionProps) {
  const { sections } = useMessages().spanDetail;
  const state = use(FoldedContext);
  if (!state) throw new Error("SectionsProvider is missing above this section");
  return (
    <Disclosure
      title={sections[id]}
      headingLevel={3}
      {...(count === undefined ? {} : { count })}
      open={!state.folded.has(id)}
      onOpenChange={(open) => state.setOpen(id, open)}
      actions={actions}
    >
      {children}
    </Disclosure>
  );
}
