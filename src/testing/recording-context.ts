/** One call of a 2D context, with the colour that it was made in. */
export interface RecordedCall {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly fillStyle: string;
}

const methods = [
  "fillRect",
  "clearRect",
  "fillText",
  "setTransform",
  "save",
  "restore",
  "beginPath",
  "rect",
  "clip",
  "translate",
] as const;

/** A 2D context that draws nothing and remembers what it was asked to draw. */
export class RecordingContext {
  readonly calls: RecordedCall[] = [];
  fillStyle = "";
  font = "";
  textBaseline: CanvasTextBaseline = "alphabetic";
  textAlign: CanvasTextAlign = "left";

  constructor() {
    for (const name of methods) {
      Object.defineProperty(this, name, {
        value: (...args: unknown[]) => this.calls.push({ name, args, fillStyle: this.fillStyle }),
      });
    }
  }

  /** Six pixels per character, in any font. */
  measureText(text: string): { readonly width: number } {
    return { width: text.length * 6 };
  }

  /** As the type that canvas code takes. */
  get context(): CanvasRenderingContext2D {
    return this as unknown as CanvasRenderingContext2D;
  }

  /** The rectangles drawn, as x, y, width, height. */
  rects(): number[][] {
    return this.calls
      .filter((call) => call.name === "fillRect")
      .map((call) => call.args as number[]);
  }
}
