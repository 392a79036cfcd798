import { useMessages } from "@/i18n/I18nProvider";
import styles from "./MissingSide.module.css";
import { ChoicePanel } from "./SideMenu";
import type { Sides } from "./use-sides";

export interface MissingSideProps {
  readonly side: "a" | "b";
  readonly sides: Sides;
  readonly cohort: readonly string[];
  readonly onChoose: (sides: Sides) => void;
}

/** What can be put on the side of a comparison that is empty, in the room that it leaves. */
export function MissingSide({ side, sides, cohort, onChoose }: MissingSideProps) {
  const words = useMessages().compare.choices;
  const label = side === "a" ? words.chooseA : words.chooseB;
  return (
    <section className={styles.missing} aria-labelledby="missing-side">
      <h2 id="missing-side">{label}</h2>
      <ChoicePanel
        own={sides[side]}
        other={sides[side === "a" ? "b" : "a"].traceId}
        cohort={cohort}
        onChoose={(chosen) => onChoose({ ...sides, [side]: chosen })}
        onSource={(source) => onChoose({ ...sides, [side]: { ...sides[side], source } })}
      />
    </section>
  );
}
