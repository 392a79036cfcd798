import { useEffect, useState } from "react";
import { TimeZoom } from "./time-zoom";

/** The stretch of time in sight, kept in step with the URL; for as long as the traces are shown. */
export function useTimeZoom(
  wholeNs: number,
  range: string | undefined,
  onRest: (range: string | undefined) => void,
): TimeZoom {
  const [zoom] = useState(() => new TimeZoom({ wholeNs, range, onRest }));
  useEffect(() => zoom.tell(onRest), [zoom, onRest]);
  useEffect(() => zoom.show(range), [zoom, range]);
  useEffect(() => () => zoom.stop(), [zoom]);
  return zoom;
}
