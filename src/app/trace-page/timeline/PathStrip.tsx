import { Popover } from "@base-ui/react/popover";
import { useMemo, useState } from "react";
import { longestSections, pathShares, sectionsOfRoot } from "@/features/waterfall/path-shares";
import { spanTitle } from "@/features/waterfall/row-facts";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { spanIndex, type SpanIndex } from "@/model/indexes";
import { rootOf } from "@/model/span-search";
import type { TraceCore } from "@/model/trace";
import type { CriticalPathResult } from "@/queries/analysis";
import type { PathColumns } from "@/state/timeline-look";
import { shortText } from "@/trace-ui/short-text";
import { serviceColor } from "@/trace-ui/service-colors";
import { Button } from "@/widgets/Button";
import type { TraceUrl } from "../use-trace-url";
import styles from "./TimelineLook.module.css";

/** More services than this share one figure. */
const namedServices = 6;
const listedSections = 100;

export interface PathStripProps {
  readonly core: TraceCore;
  readonly path: CriticalPathResult;
  /** Whose figures are shown, where there are several. */
  readonly root: SpanIndex;
  readonly url: TraceUrl;
  readonly goTo: (span: SpanIndex) => void;
}

/** What a root waited for, by service, and the way to the longest waits of all roots. */
export function PathStrip({ core, path: { data, problem }, root, url, goTo }: PathStripProps) {
  const { path: words } = useMessages().timeline;
  return (
    <section className={styles.strip} aria-label={words.label}>
      <span className={styles.name}>{words.label}</span>
      {data ? (
        <Shares core={core} path={data} root={root} goTo={goTo} />
      ) : (
        <p role="status" className={styles.text}>
          {problem ? words.failed : words.working}
        </p>
      )}
      <Button
        size="s"
        variant="quiet"
        aria-label={words.off}
        onClick={() => url.replace({ critical: undefined })}
      >
        {words.hide}
      </Button>
    </section>
  );
}

/** True when there are sections of other roots than this one. */
function hasOtherRoots(path: PathColumns, root: SpanIndex): boolean {
  const [from, to] = sectionsOfRoot(path, root);
  return to - from < path.span.length;
}

interface SharesProps {
  readonly core: TraceCore;
  readonly path: PathColumns;
  readonly root: SpanIndex;
  readonly goTo: (span: SpanIndex) => void;
}

function Shares({ core, path, root, goTo }: SharesProps) {
  const { path: words } = useMessages().timeline;
  const rowWords = useMessages().trace.timeline;
  const formats = useFormats();
  const shares = useMemo(() => pathShares(core, path, root), [core, path, root]);
  const named = shares.slice(0, namedServices);
  const others = shares.slice(namedServices);
  const share = (value: number) => formats.percent(Math.round(value * 1000) / 1000);
  const { service, name } = spanTitle(core, root, rowWords);
  const ofRoot = words.of(`${service}: ${name}`);
  return (
    <>
      {hasOtherRoots(path, root) && (
        <bdi className={styles.ofRoot} title={ofRoot}>
          {ofRoot}
        </bdi>
      )}
      <span className={styles.shares} aria-hidden="true">
        {named.map((one) => (
          <span
            key={one.service}
            style={{ flexGrow: one.share, background: serviceColor(one.service) }}
          />
        ))}
      </span>
      <ul className={styles.legend}>
        {named.map((one) => (
          <li key={one.service} title={`${one.service}: ${formats.duration(one.durationNs)}`}>
            <i style={{ background: serviceColor(one.service) }} />
            <span>
              <bdi>{shortText(one.service, 60) || rowWords.unknownService}</bdi>
            </span>
            <span className={styles.figure}>{share(one.share)}</span>
          </li>
        ))}
        {others.length > 0 && (
          <li>
            <i />
            <span>{words.others(others.length)}</span>
            <span className={styles.figure}>
              {share(others.reduce((sum, one) => sum + one.share, 0))}
            </span>
          </li>
        )}
      </ul>
      <Sections core={core} path={path} root={root} goTo={goTo} />
    </>
  );
}

/** The longest sections, behind a button that counts all of them. */
function Sections({ core, path, root, goTo }: SharesProps) {
  const { path: words } = useMessages().timeline;
  const rowWords = useMessages().trace.timeline;
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const count = path.span.length;
  const listed = useMemo(() => (open ? longestSections(path, listedSections) : []), [open, path]);
  const withRoots = hasOtherRoots(path, root);
  const roots = useMemo(
    () => (open && withRoots ? path.onPath.filter((row) => core.spans.parent[row] === -1) : []),
    [open, withRoots, path, core],
  );
  const title = (span: SpanIndex) => {
    const { service, name } = spanTitle(core, span, rowWords);
    return (
      <>
        <bdi>{service}</bdi>
        {": "}
        <bdi>{name}</bdi>
      </>
    );
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger render={<Button size="s" variant="quiet" />}>
        {words.sections(count)}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" className={styles.positioner}>
          <Popover.Popup className={styles.popup}>
            <Popover.Title className={styles.title}>{words.label}</Popover.Title>
            <Popover.Description className={styles.help}>
              {count > listedSections
                ? words.listed(formats.number(listedSections), formats.number(count))
                : words.all}
              {withRoots && <span className={styles.reason}>{words.roots(roots.length)}</span>}
            </Popover.Description>
            <table className={styles.table} data-roots={withRoots || undefined}>
              <thead>
                <tr>
                  <th scope="col">{words.section}</th>
                  {withRoots && <th scope="col">{words.root}</th>}
                  <th scope="col">{words.start}</th>
                  <th scope="col">{words.duration}</th>
                  <th scope="col">{words.share}</th>
                </tr>
              </thead>
              <tbody>
                {listed.map((section) => {
                  const span = spanIndex(path.span[section] ?? 0);
                  const top = withRoots ? rootOf(core, span) : root;
                  const start = path.startNs[section] ?? 0;
                  const duration = (path.endNs[section] ?? 0) - start;
                  const total = core.spans.durationNs[top] ?? 0;
                  const share = total === 0 ? 0 : duration / total;
                  return (
                    <tr key={section}>
                      <td>
                        <button
                          type="button"
                          className={styles.jump}
                          onClick={() => {
                            setOpen(false);
                            goTo(span);
                          }}
                        >
                          {title(span)}
                        </button>
                      </td>
                      {withRoots && <td>{title(top)}</td>}
                      <td>{formats.duration(start)}</td>
                      <td>{formats.duration(duration)}</td>
                      <td>{formats.percent(Math.round(share * 1000) / 1000)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
