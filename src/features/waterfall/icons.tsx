import type { ReactNode } from "react";

function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const PreviousIcon = () => (
  <Icon>
    <path d="M4 10l4-4 4 4" />
  </Icon>
);

export const NextIcon = () => (
  <Icon>
    <path d="M4 6l4 4 4-4" />
  </Icon>
);

export const ZoomInIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="M10.5 10.5 14 14M5 7h4M7 5v4" />
  </Icon>
);

export const ZoomOutIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="M10.5 10.5 14 14M5 7h4" />
  </Icon>
);

export const CollapseAllIcon = () => (
  <Icon>
    <path d="M3 8h10M5 2.5l3 3 3-3M5 13.5l3-3 3 3" />
  </Icon>
);

export const ExpandAllIcon = () => (
  <Icon>
    <path d="M3 8h10M5 5l3-3 3 3M5 11l3 3 3-3" />
  </Icon>
);

export const CollapseLevelIcon = () => (
  <Icon>
    <path d="M3 3h10M6 7h7M9 12l-3-2.5M9 12l3-2.5" />
  </Icon>
);

export const ExpandLevelIcon = () => (
  <Icon>
    <path d="M3 3h10M6 7h7M6 11h7M3 7v4" />
  </Icon>
);

export const NextErrorIcon = () => (
  <Icon>
    <circle cx="8" cy="6" r="4.5" />
    <path d="M8 3.8v2.6M8 8.2v.1M5.5 12.5 8 14.5l2.5-2" />
  </Icon>
);
