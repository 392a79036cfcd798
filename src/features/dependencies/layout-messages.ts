import type { GraphLayout, LayoutInput } from "@/derive/service-layout";

export interface LayoutTask {
  readonly input: LayoutInput;
  /** By forces, in place of layers. */
  readonly byForces: boolean;
}

export interface LayoutQuestion {
  readonly id: number;
  readonly task: LayoutTask;
}

export interface LayoutAnswer {
  readonly id: number;
  readonly layout: GraphLayout;
}
