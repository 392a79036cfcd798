import { Menu } from "@base-ui/react/menu";
import { useState } from "react";
import { useMessages } from "@/i18n/I18nProvider";
import { trackActivity } from "@/lib/activity";
import type { ServiceGraph } from "@/model/service-graph";
import type { CallRow } from "./calls-order";
import { ChevronIcon } from "@/widgets/Icon";
import { graphCsv, graphDot, graphJson } from "./graph-files";
import type { GraphScene } from "./graph-scene";
import styles from "./GraphExport.module.css";
import { takePicture, toPng } from "./picture-files";

export interface GraphExportProps {
  /** What is seen, which is what is saved. */
  readonly graph: ServiceGraph;
  readonly scene: GraphScene | undefined;
  readonly nameOf: (node: number) => string;
  /** The rows of the table where a server's counts stand in it. */
  readonly beside: readonly CallRow[] | undefined;
  readonly fileName: string;
  readonly onSave: (bytes: Blob, name: string) => void;
}

const textFiles = ["csv", "json", "dot"] as const;
const types = {
  csv: "text/csv;charset=utf-8",
  json: "application/json",
  dot: "text/vnd.graphviz;charset=utf-8",
};

/** The menu that saves the graph as it is seen. */
export function GraphExport(props: GraphExportProps) {
  const { graph, scene, nameOf, beside, fileName, onSave } = props;
  const { export: words } = useMessages().graph;
  const [failed, setFailed] = useState(false);
  const saveText = (kind: (typeof textFiles)[number]) => {
    const write = {
      csv: () => graphCsv(graph, nameOf, beside),
      json: () => graphJson(graph),
      dot: () => graphDot(graph, nameOf),
    }[kind];
    onSave(new Blob([write()], { type: types[kind] }), `${fileName}.${kind}`);
  };
  const savePicture = async (kind: "svg" | "png") => {
    const drawing = document.querySelector<SVGSVGElement>('svg[data-graph="drawing"]');
    if (!drawing || !scene) return;
    try {
      const picture = takePicture(drawing, scene);
      const bytes =
        kind === "svg" ? new Blob([picture.svg], { type: "image/svg+xml" }) : await toPng(picture);
      onSave(bytes, `${fileName}.${kind}`);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      {failed && <span role="alert">{words.failed}</span>}
      <Menu.Root modal={false}>
        <Menu.Trigger className={styles.trigger}>
          {words.button}
          <ChevronIcon />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Positioner align="end" sideOffset={4} className={styles.positioner}>
            <Menu.Popup className={styles.menu}>
              {textFiles.map((kind) => (
                <Menu.Item key={kind} className={styles.item} onClick={() => saveText(kind)}>
                  {words[kind]}
                </Menu.Item>
              ))}
              {scene &&
                (["svg", "png"] as const).map((kind) => (
                  <Menu.Item
                    key={kind}
                    className={styles.item}
                    onClick={() => void trackActivity(savePicture(kind))}
                  >
                    {words[kind]}
                  </Menu.Item>
                ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </>
  );
}
