import { startTransition, useEffect, useState } from "react";

/**
 * False while a component is first rendered, then true in a rendering of its own, which is done in
 * slices: for what may come a moment after the rest. A deferred value does not do that where it is
 * first rendered as part of what another one deferred.
 */
export function useLater(): boolean {
  const [isLater, setIsLater] = useState(false);
  useEffect(() => startTransition(() => setIsLater(true)), []);
  return isLater;
}
