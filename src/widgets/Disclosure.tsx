import { useId, type ReactNode } from "react";
import styles from "./Disclosure.module.css";

interface DisclosureProps {
  readonly title: string;
  readonly headingLevel: 2 | 3 | 4;
  /** A figure after the title, outside the heading so that the heading's name is the title. */
  readonly count?: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Controls at the end of the title row. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A section that folds away under its heading. Not made of Base UI's Collapsible: that measures its
 * panel for an animation, also where there is none, and a panel of ten sections was laid out ten
 * times over before it was first drawn.
 */
export function Disclosure(props: DisclosureProps) {
  const { title, headingLevel, count, open, onOpenChange, actions, children } = props;
  const Heading = `h${headingLevel}` as const;
  const panelId = useId();
  return (
    <div className={styles.root}>
      <div className={styles.bar}>
        <Heading className={styles.heading}>
          <button
            type="button"
            className={styles.trigger}
            aria-expanded={open}
            aria-controls={open ? panelId : undefined}
            onClick={() => onOpenChange(!open)}
          >
            <svg
              viewBox="0 0 12 12"
              width="12"
              height="12"
              aria-hidden="true"
              className={styles.chevron}
            >
              <path d="M4 2.5 8 6l-4 3.5" />
            </svg>
            {title}
          </button>
        </Heading>
        {count !== undefined && <span className={styles.count}>{count}</span>}
        {open && actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {open && (
        <div id={panelId} className={styles.panel}>
          {children}
        </div>
      )}
    </div>
  );
}
