import { layoutGraph, type GraphLayout } from "@/derive/service-layout";
import { layoutByForces } from "@/derive/service-forces";
import type { LayoutTask } from "./layout-messages";

/** Lays a graph out as asked: in layers, or by forces. */
export const layoutOf = ({ input, byForces }: LayoutTask): GraphLayout =>
  byForces ? layoutByForces(input) : layoutGraph(input);
