import { likelyCause } from "@/derive/likely-cause";
import { currentSpan } from "@/features/waterfall/timeline-commands";
import { switchOf, type ViewCommand } from "@/features/waterfall/view-commands";
import type { PanelName, ViewControls } from "@/features/waterfall/view-controls";
import { withoutFilters } from "@/state/timeline-params";
import { formatSpanParam } from "./span-param";
import { spanPin } from "./span-pin";
import type { TraceUrl } from "./use-trace-url";

export interface ViewCommandContext {
  readonly controls: ViewControls;
  readonly url: TraceUrl;
  readonly openPanel: (panel: PanelName) => void;
}

/** Does what a key asks of the view. */
export function runViewCommand(command: ViewCommand, context: ViewCommandContext): void {
  const { controls, url, openPanel } = context;
  const { timeline, goTo } = controls;
  const { core } = timeline;
  const toggled = switchOf(command);
  if (toggled) return url.replace({ [toggled]: url.params[toggled] ? undefined : "1" });
  switch (command) {
    case "open-filter":
      return openPanel("filter");
    case "open-look":
      return openPanel("look");
    case "show-all":
      return url.replace(withoutFilters);
    case "focus":
      return url.push({ focus: formatSpanParam(core, currentSpan(timeline)) });
    case "leave-focus":
      return url.params.focus === undefined ? undefined : url.push({ focus: undefined });
    case "likely-cause": {
      const cause = likelyCause(core.spans).at(-1);
      return cause === undefined ? undefined : goTo(cause);
    }
    case "pin": {
      const pin = spanPin(core, currentSpan(timeline), url);
      return pin.isPinned || !pin.isFull ? pin.toggle() : undefined;
    }
    default:
      return undefined;
  }
}
