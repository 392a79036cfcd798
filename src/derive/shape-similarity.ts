import type { JointLabels } from "./diff-labels";
import type { Shapes } from "./diff-shapes";
import { nameSimilarity } from "./name-similarity";

/** Says how alike two shapes are. All answers are the same with the shapes exchanged. */
export interface ShapeSimilarity {
  /** How alike the children of two shapes are, from 0 (nothing in common) to 2 (equal). */
  children(a: number, b: number): number;
  /** How alike the span names of two shapes' tops are, from 0 to 1. */
  names(a: number, b: number): number;
  sameService(a: number, b: number): boolean;
  /** Service and kind of a shape's top as a number. */
  role(shape: number): number;
  /** Equal children, and some. */
  sameBody(a: number, b: number): boolean;
  /** How many children a shape has, equal ones once: what a comparison of it costs. */
  width(shape: number): number;
}

export function createShapeSimilarity(shapes: Shapes, labels: JointLabels): ShapeSimilarity {
  const { body, bodyOffset, bodyShapes, label } = shapes;
  const seen = new Uint32Array(labels.count);
  let stamp = 0;
  const dice = (shared: number, all: number): number => (all === 0 ? 0 : (2 * shared) / all);

  const equalShapes = (x: number, y: number): number => {
    let i = bodyOffset[x]!;
    let j = bodyOffset[y]!;
    let shared = 0;
    while (i < bodyOffset[x + 1]! && j < bodyOffset[y + 1]!) {
      const step = bodyShapes[i]! - bodyShapes[j]!;
      if (step === 0) shared += 1;
      if (step <= 0) i += 1;
      if (step >= 0) j += 1;
    }
    return shared;
  };
  /** Counts the labels in a body that carry one stamp, and puts another on all of them. */
  const restamp = (x: number, from: number, to: number): { had: number; distinct: number } => {
    let had = 0;
    let distinct = 0;
    for (let i = bodyOffset[x]!; i < bodyOffset[x + 1]!; i += 1) {
      const id = label[bodyShapes[i]!]!;
      if (seen[id] === to) continue;
      if (seen[id] === from) had += 1;
      distinct += 1;
      seen[id] = to;
    }
    return { had, distinct };
  };

  const width = (shape: number): number =>
    bodyOffset[body[shape]! + 1]! - bodyOffset[body[shape]!]!;
  return {
    children(a, b) {
      const x = body[a]!;
      const y = body[b]!;
      stamp += 2;
      const first = restamp(x, stamp - 1, stamp);
      const second = restamp(y, stamp, stamp + 1);
      stamp += 1;
      return (
        dice(equalShapes(x, y), width(a) + width(b)) +
        dice(second.had, first.distinct + second.distinct)
      );
    },
    names: (a, b) =>
      nameSimilarity(
        labels.texts[labels.name[label[a]!]!] ?? "",
        labels.texts[labels.name[label[b]!]!] ?? "",
      ),
    sameService: (a, b) => labels.service[label[a]!] === labels.service[label[b]!],
    role: (shape) => labels.service[label[shape]!]! * 8 + labels.kind[label[shape]!]!,
    sameBody: (a, b) => body[a] === body[b] && body[a] !== 0,
    width,
  };
}
