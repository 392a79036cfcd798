/** The inside of the list, in CSS pixels; 0 where nothing is known. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** About what stands above the list, and the scroll bar beside it. */
const abovePx = 260;
const besidePx = 15;

let measured: Room | undefined;
let around: Room | undefined;

/** Notes how large the list is. */
export function noteRoom(room: Room): void {
  measured = room;
}

/** Notes how large the place is in which there will be a list. */
export function noteSurroundings(room: Room): void {
  // Another size than the one in which the list was measured.
  if (around && (around.width !== room.width || around.height !== room.height)) {
    measured = undefined;
  }
  around = room;
}

/**
 * How large the list will be, as far as can be told before it is there: rows are made for that, and
 * need not be made twice when it has been measured.
 */
export function expectedRoom(): Room {
  if (measured) return measured;
  if (!around) return { width: 0, height: 0 };
  return {
    width: Math.max(0, around.width - besidePx),
    height: Math.max(0, around.height - abovePx),
  };
}
