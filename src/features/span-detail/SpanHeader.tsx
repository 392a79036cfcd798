import type { Ref } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { mostPinnedSpans, type SpanPin } from "@/state/pinned-params";
import { ServiceMark } from "@/trace-ui/ServiceMark";
import { shortText } from "@/trace-ui/short-text";
import { IconButton } from "@/widgets/IconButton";
import styles from "./SpanDetail.module.css";

/** The bar keeps to a few lines; a longer name is given in full below it. */
export const longestTitle = 240;

/** Where the panel stands, and the way to the other place. */
export interface DetailPlace {
  /** Below the row of its span; else beside the timeline. */
  readonly isBelow: boolean;
  readonly toggle: () => void;
}

interface SpanHeaderProps {
  readonly service: string;
  readonly name: string;
  /** Unknown as long as nothing has been said of the span. */
  readonly isKnown: boolean;
  readonly titleRef: Ref<HTMLHeadingElement>;
  readonly onClose: () => void;
  readonly pin?: SpanPin | undefined;
  readonly place?: DetailPlace | undefined;
}

/** Whose span this is, and the way out. Stays in view while the panel scrolls. */
export function SpanHeader(props: SpanHeaderProps) {
  const { service, name, isKnown, titleRef, onClose, pin, place } = props;
  const messages = useMessages().spanDetail;
  return (
    <header className={styles.header}>
      <div className={styles.headerText}>
        <h2 ref={titleRef} tabIndex={-1} className={styles.title}>
          {isKnown ? <bdi>{shortText(name, longestTitle) || messages.noName}</bdi> : messages.title}
        </h2>
        {isKnown && (
          <p className={styles.service}>
            <ServiceMark service={service} />
            <bdi>{shortText(service, longestTitle) || messages.noService}</bdi>
          </p>
        )}
      </div>
      {pin && <PinButton pin={pin} />}
      {place && (
        <IconButton
          label={place.isBelow ? messages.place.side : messages.place.below}
          icon={
            <svg viewBox="0 0 16 16" className={styles.icon}>
              <path
                d={place.isBelow ? "M2.5 3h11v10h-11zM9.5 3v10" : "M2.5 3h11v10h-11zM2.5 8.5h11"}
              />
            </svg>
          }
          onClick={place.toggle}
        />
      )}
      <IconButton
        label={messages.close}
        icon={
          <svg viewBox="0 0 16 16" className={styles.icon}>
            <path d="M4 4l8 8M12 4l-8 8" />
          </svg>
        }
        onClick={onClose}
      />
    </header>
  );
}

/** Pins the span beside others, or lets it go. */
function PinButton({ pin }: { readonly pin: SpanPin }) {
  const words = useMessages().pinned;
  const isBlocked = pin.isFull && !pin.isPinned;
  return (
    <IconButton
      label={pin.isPinned ? words.unpin : isBlocked ? words.full(mostPinnedSpans) : words.pin}
      icon={
        <svg viewBox="0 0 16 16" className={styles.icon} data-filled={pin.isPinned || undefined}>
          <path d="M5.5 2.5h5M6.5 2.5v4l-2 3h7l-2-3v-4M8 9.5v4.5" />
        </svg>
      }
      aria-disabled={isBlocked || undefined}
      onClick={() => !isBlocked && pin.toggle()}
    />
  );
}
