export const cross = (
  <svg viewBox="0 0 16 16" aria-hidden="true">
    <path d="m4.5 4.5 7 7m0-7-7 7" />
  </svg>
);

export const chevron = (
  <svg viewBox="0 0 16 16" aria-hidden="true">
    <path d="m4 6.5 4 4 4-4" />
  </svg>
);
