import { Icon } from "@/widgets/Icon";

export const ZoomInIcon = () => (
  <Icon>
    <path d="M8 3.5v9M3.5 8h9" />
  </Icon>
);

export const ZoomOutIcon = () => (
  <Icon>
    <path d="M3.5 8h9" />
  </Icon>
);

export const FitIcon = () => (
  <Icon>
    <path d="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" />
  </Icon>
);

/** Back to where they were. */
export const PlacesIcon = () => (
  <Icon>
    <path d="M5.5 3L3 5.5 5.5 8M3 5.5h6a4 4 0 0 1 0 8H5" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);
