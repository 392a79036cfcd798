import type { GraphLayout, LayoutInput } from "@/derive/service-layout";

export interface LayoutQuestion {
  readonly id: number;
  readonly input: LayoutInput;
}

export interface LayoutAnswer {
  readonly id: number;
  readonly layout: GraphLayout;
}
