export function CrossIcon() {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" fill="none" stroke="currentColor">
      <path d="M3 3l6 6M9 3l-6 6" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}

export function DownIcon() {
  return (
    <svg viewBox="0 0 12 12" width="10" height="10" fill="none" stroke="currentColor" aria-hidden>
      <path d="M2.5 4.5 6 8l3.5-3.5" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}

export function TickIcon() {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" fill="none" stroke="currentColor" aria-hidden>
      <path d="M2.5 6.5 5 9l4.5-6" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
