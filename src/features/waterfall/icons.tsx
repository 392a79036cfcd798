import { Icon } from "@/widgets/Icon";

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

export const CauseIcon = () => (
  <Icon>
    <path d="M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z" />
  </Icon>
);

export const PathIcon = () => (
  <Icon>
    <path d="M2 12.5h3.5l3-9H14M11.5 1l2.5 2.5L11.5 6" />
  </Icon>
);

export const RepeatsIcon = () => (
  <Icon>
    <path d="M4.5 3h7M3.5 6h9M2.5 9h11v4.5h-11z" />
  </Icon>
);

export const FilterIcon = () => (
  <Icon>
    <path d="M2 3h12L9.5 8.5v5l-3-1.5V8.5z" />
  </Icon>
);

export const ViewIcon = () => (
  <Icon>
    <path d="M2 5h6M12 5h2M2 11h2M8 11h6" />
    <circle cx="10" cy="5" r="2" />
    <circle cx="6" cy="11" r="2" />
  </Icon>
);
