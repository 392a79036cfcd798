import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useMemo, useState } from "react";
import { useFirstMessages, useLanguage } from "@/i18n/I18nProvider";
import { useServices } from "@/queries/catalog";
import { SourceProvider } from "@/queries/source-context";
import { usePaletteCommands, type Command } from "./palette-commands";
import { useShownTraceId, useTraceCommands } from "./palette-page-commands";
import styles from "./PaletteDialog.module.css";
import { useSourceKind } from "./source-param";
import { useSourcesState } from "./sources-context";

export interface PaletteDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onShowKeys: () => void;
  /** Gives what was typed before the field had the focus, once; from then on the field is typed in. */
  readonly takeTyped: () => string;
}

/** Goes to a trace, a service, a search or a page, or changes a setting, by a few letters. */
export function PaletteDialog(props: PaletteDialogProps) {
  const { palette: words } = useFirstMessages();
  const kind = useSourceKind();
  const state = useSourcesState((all) => all[kind]);
  return (
    <Dialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup}>
          {/* The page behind is hidden while this is open: here is its first heading. */}
          <Dialog.Title render={<h1 />} className="visually-hidden">
            {words.title}
          </Dialog.Title>
          {state.status === "ready" ? (
            <SourceProvider source={state.source}>
              <WithServices {...props} />
            </SourceProvider>
          ) : (
            <OfPage {...props} services={noServices} />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** More than these are found by typing more. */
const shownAtMost = 60;
const noServices: readonly string[] = [];
const noCommands: readonly Command[] = [];

interface WithServicesProps extends PaletteDialogProps {
  readonly services: readonly string[];
}

function WithServices(props: PaletteDialogProps) {
  return <OfPage {...props} services={useServices().data ?? noServices} />;
}

function OfPage(props: WithServicesProps) {
  const traceId = useShownTraceId();
  const { isWhole } = useLanguage();
  // Its words have come with the trace. They must not hold up the palette where none has.
  const [knowsTraces] = useState(isWhole);
  if (traceId === undefined || !knowsTraces) return <Commands {...props} ofPage={noCommands} />;
  return <OfTraces {...props} traceId={traceId} />;
}

function OfTraces({ traceId, ...props }: WithServicesProps & { readonly traceId: string }) {
  return <Commands {...props} ofPage={useTraceCommands(traceId)} />;
}

function Commands(props: WithServicesProps & { readonly ofPage: readonly Command[] }) {
  const { onOpenChange, onShowKeys, services, ofPage, takeTyped } = props;
  const { palette: words } = useFirstMessages();
  const [text, setText] = useState("");
  const found = usePaletteCommands(text, services, ofPage, onShowKeys);
  const commands = useMemo(() => found.slice(0, shownAtMost), [found]);
  const run = (command: Command) => {
    onOpenChange(false);
    command.run();
  };
  return (
    <Autocomplete.Root<Command>
      inline
      open
      items={commands}
      filter={null}
      autoHighlight="always"
      itemToStringValue={({ label }) => label}
      value={text}
      onValueChange={(next, details) => {
        if (details.reason === "escape-key") {
          // Escape belongs to the dialog, which it closes.
          details.cancel();
          details.allowPropagation();
          return;
        }
        // Choosing runs a command; what was typed stays as it is.
        if (details.reason !== "item-press") setText(next);
      }}
    >
      <Autocomplete.Input
        className={styles.input}
        aria-label={words.label}
        placeholder={words.placeholder}
        dir="auto"
        onFocus={() => setText((before) => before + takeTyped())}
      />
      <Autocomplete.List className={styles.list} aria-label={words.list}>
        {(command: Command) => (
          <Autocomplete.Item
            key={command.id}
            value={command}
            className={styles.item}
            onClick={() => run(command)}
          >
            <bdi className={styles.label}>{command.label}</bdi>
            <span className={styles.group}>{command.group}</span>
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
      <Autocomplete.Status className={styles.foot}>
        {found.length === 0 && words.none}
        {found.length > 0 &&
          (found.length > commands.length
            ? words.someOf({ shown: commands.length, total: found.length })
            : words.count(found.length))}
      </Autocomplete.Status>
    </Autocomplete.Root>
  );
}
