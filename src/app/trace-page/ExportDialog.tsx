import { Dialog } from "@base-ui/react/dialog";
import { type ReactNode, type RefObject, useId, useRef, useState } from "react";
import type { LoadedTrace } from "@/engine/trace-engine";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { ExportFormat, ExportPreview } from "@/model/trace-export";
import { type TraceExport, useExportPreview, useTraceExport } from "@/queries/export";
import { LoadingProgress } from "@/trace-ui/LoadingProgress";
import { ProblemAlert } from "@/trace-ui/ProblemAlert";
import { shortText } from "@/trace-ui/short-text";
import { Button } from "@/widgets/Button";
import styles from "./ExportDialog.module.css";
import { exportFileName, saveFile } from "./export-file";

export interface ExportDialogProps {
  readonly trace: LoadedTrace;
  readonly format: ExportFormat;
  /** Asked once the dialog has gone. */
  readonly onClose: () => void;
  /** Gets the focus back. */
  readonly finalFocus: RefObject<HTMLElement | null>;
}

/** Says what a file of a format will and will not hold, and saves it. */
export function ExportDialog({ trace, format, onClose, finalFocus }: ExportDialogProps) {
  const words = useMessages().traceExport;
  const [open, setOpen] = useState(true);
  const preview = useExportPreview(trace.handle, format);
  const file = useTraceExport(trace.handle, format);
  const save = useRef<HTMLButtonElement>(null);
  const aboutId = useId();
  const { data } = preview;
  const onSave = () => {
    if (!data) return;
    file.start((bytes) => {
      saveFile(bytes, exportFileName(trace.core, data));
      setOpen(false);
    });
  };
  const waitsFor = file.isRunning ? words.writing.label : data ? undefined : words.checking;
  return (
    <Dialog.Root
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup
          className={styles.popup}
          initialFocus={save}
          finalFocus={finalFocus}
          aria-describedby={aboutId}
        >
          <Dialog.Title className={styles.title}>{words.formats[format].title}</Dialog.Title>
          <div id={aboutId} className={styles.body}>
            {preview.problem ? (
              <ProblemAlert
                title={words.previewFailed}
                problem={preview.problem}
                onRetry={preview.retry}
              />
            ) : (
              <Preview trace={trace} preview={data} />
            )}
            {file.problem && <ProblemAlert title={words.failed} problem={file.problem} />}
          </div>
          {file.isRunning && <Progress trace={trace} file={file} format={format} />}
          <div className={styles.actions}>
            <Button onClick={file.isRunning ? file.cancel : () => setOpen(false)}>
              {data?.unavailable ? words.close : words.cancel}
            </Button>
            {data?.unavailable === undefined && (
              <Button ref={save} variant="primary" unavailable={waitsFor} onClick={onSave}>
                {words.save}
              </Button>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Preview(props: {
  readonly trace: LoadedTrace;
  readonly preview?: ExportPreview | undefined;
}) {
  const { trace, preview } = props;
  const words = useMessages().traceExport;
  if (!preview) return <p role="status">{words.checking}</p>;
  if (preview.unavailable) return <p>{words.unavailable[preview.unavailable]}</p>;
  const { losses } = preview;
  return (
    <>
      <p>{about(preview, words.about)}</p>
      {trace.partial && preview.format !== "source" && (
        <p className={styles.partial}>{words.partial}</p>
      )}
      {losses.length > 0 ? (
        <section className={styles.losses} aria-labelledby="export-losses">
          <h3 id="export-losses">{words.lossesTitle}</h3>
          <ul>
            {losses.map(({ kind, count }) => (
              <li key={kind}>{words.losses[kind](count)}</li>
            ))}
          </ul>
        </section>
      ) : (
        preview.format !== "source" && <p className={styles.lossless}>{words.lossless}</p>
      )}
      <dl className={styles.name}>
        <dt>{words.fileName}</dt>
        <dd>
          <code>{shortText(exportFileName(trace.core, preview), 120)}</code>
        </dd>
      </dl>
    </>
  );
}

function about(
  preview: ExportPreview,
  words: ReturnType<typeof useMessages>["traceExport"]["about"],
): ReactNode {
  if (preview.format === "otlp-json") return words.otlp;
  if (preview.format === "jaeger-v1") return words.jaeger;
  return preview.fileName === undefined ? words.asksAgain : words.file(shortText(preview.fileName));
}

interface ProgressProps {
  readonly trace: LoadedTrace;
  readonly file: TraceExport;
  readonly format: ExportFormat;
}

function Progress({ trace, file, format }: ProgressProps) {
  const words = useMessages().traceExport;
  const formats = useFormats();
  const nameId = useId();
  if (format === "source") {
    return (
      <LoadingProgress
        label={words.asking}
        progress={file.progress}
        onKeepWaiting={file.keepWaiting}
      />
    );
  }
  const total = trace.core.spans.length;
  const { spans = 0, bytes = 0 } = file.progress ?? {};
  const share = Math.min(1, spans / Math.max(1, total));
  const done = words.writing.spans(formats.number(spans), total);
  const text = words.writing.withBytes(done, formats.bytes(bytes));
  return (
    <div className={styles.progress}>
      <div className={styles.line}>
        <span id={nameId}>{words.writing.label}</span>
        <span className={styles.figures}>{text}</span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-labelledby={nameId}
        aria-valuetext={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <div className={styles.bar} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
