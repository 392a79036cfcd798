import { useNavigate } from "@tanstack/react-router";
import { useStore } from "zustand";
import { siteSettings } from "@/state/site-settings";
import type { BackendInfo } from "@/backend/backend";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { useFilePicker } from "./FilePicker";
import { returningSearch } from "./first-search";
import styles from "./Menu.module.css";
import { ChoiceGroup, MenuAction, MenuRule, type Choice } from "./MenuItems";
import { keptFilesStore } from "./kept-files";
import { jaegerName, type SourceWords } from "./source-name";
import { useSourceKind } from "./source-param";
import type { SourceKind } from "./sources";
import { useSources, useSourcesState } from "./sources-context";

/** The sources, files, and what is known of the source in use. */
export function SourceMenuItems() {
  const { source: words } = useFirstMessages().app;
  const sources = useSources();
  const kind = useSourceKind();
  const state = useSourcesState((all) => all[kind]);
  const jaeger = useSourcesState((all) => all.jaeger);
  const fileCount = useSourcesState((all) => all.fileCount);
  const pickFiles = useFilePicker();
  const navigate = useNavigate();

  const kept = useStore(keptFilesStore, ({ count }) => count);
  const listed = fileCount > 0 ? fileCount : kept;

  const go = async (chosen: SourceKind) => {
    // Files of an earlier visit are read when they are wanted.
    if (chosen === "files") await sources.restoreFiles();
    const files = sources.store.getState().files;
    const known = files.status === "ready" ? files.source.backend.info : undefined;
    void navigate({ to: "/search", search: returningSearch(chosen, known) });
  };
  const choices: readonly Choice<SourceKind>[] = [
    {
      value: "jaeger",
      label:
        jaeger.status === "ready" ? jaegerName(jaeger.source.backend.info, words) : words.jaeger,
    },
    { value: "demo", label: words.demo },
    ...(listed > 0 || kind === "files"
      ? [{ value: "files" as const, label: listed > 0 ? words.files(listed) : words.noFiles }]
      : []),
  ];
  const info = state.status === "ready" ? state.source.backend.info : undefined;
  return (
    <>
      <ChoiceGroup<SourceKind>
        label={words.menuLabel}
        value={kind}
        choices={choices}
        onChoose={(chosen) => void go(chosen)}
      />
      {siteSettings().files && (
        <>
          <MenuRule />
          <MenuAction onAct={pickFiles}>{words.openFiles}</MenuAction>
        </>
      )}
      {fileCount > 0 && (
        <>
          <MenuAction onAct={sources.showOutcome}>{words.showFiles}</MenuAction>
          <MenuAction onAct={sources.closeFiles}>{words.closeFiles}</MenuAction>
        </>
      )}
      {info && <SourceNotes info={info} words={words} />}
    </>
  );
}

function SourceNotes({ info, words }: { readonly info: BackendInfo; readonly words: SourceWords }) {
  const notes = [
    ...(info.version === "" ? [] : [words.serverVersion(info.version)]),
    ...(info.kind === "jaeger-v3-without-summaries" ? [words.withoutSummaries] : []),
  ];
  if (notes.length === 0) return null;
  return (
    <>
      <MenuRule />
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </>
  );
}
