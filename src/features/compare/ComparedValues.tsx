import type { ReactNode } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import { shortText } from "@/trace-ui/short-text";
import { visibleText } from "@/widgets/visible-text";
import type { ComparedValue } from "./attribute-differences";
import styles from "./RowDetails.module.css";

/** Longer values are cut; the trace's own page has them whole. */
const longestValue = 2000;
/** As many groups are shown at most. */
const mostGroups = 100;

/** What A and B have under the same keys, in a table; what is equal only where it is asked for. */
export function ComparedValues(props: {
  readonly title: string;
  readonly values: readonly ComparedValue[];
  readonly showEqual: boolean;
}) {
  const { title, values, showEqual } = props;
  const shown = showEqual ? values : values.filter(({ differs }) => differs);
  if (values.length === 0) return null;
  return (
    <Section title={title} isEmpty={shown.length === 0}>
      <tbody>
        <Rows values={shown} />
      </tbody>
    </Section>
  );
}

/** Something of A and its counterpart of B. */
export interface ComparedGroup {
  readonly title: string;
  /** What else there is to say of it. */
  readonly note: string;
  readonly values: readonly ComparedValue[];
  readonly differs: boolean;
}

/** The same for several things, each with values of its own. */
export function ComparedGroups(props: {
  readonly title: string;
  readonly groups: readonly ComparedGroup[];
  readonly showEqual: boolean;
}) {
  const { title, groups, showEqual } = props;
  const words = useMessages().compare.details;
  const formats = useFormats();
  const wanted = showEqual ? groups : groups.filter(({ differs }) => differs);
  const shown = wanted.slice(0, mostGroups);
  if (groups.length === 0) return null;
  return (
    <Section
      title={title}
      isEmpty={shown.length === 0}
      note={
        wanted.length > shown.length &&
        words.someOf(formats.number(shown.length), formats.number(wanted.length))
      }
    >
      {shown.map((group, at) => (
        // Equal ones have nothing but their place to tell them apart.
        <tbody key={at}>
          <tr className={styles.group}>
            <th scope="rowgroup" colSpan={3}>
              <bdi>{shortText(group.title, 120)}</bdi>
              {group.note !== "" && <span className={styles.muted}> · {group.note}</span>}
            </th>
          </tr>
          <Rows values={showEqual ? group.values : group.values.filter((one) => one.differs)} />
        </tbody>
      ))}
    </Section>
  );
}

function Section(props: {
  readonly title: string;
  readonly isEmpty: boolean;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) {
  const { title, isEmpty, note, children } = props;
  const words = useMessages().compare.details;
  return (
    <div className={styles.section}>
      <h3>{title}</h3>
      {isEmpty ? (
        <p className={styles.muted}>{words.allEqual}</p>
      ) : (
        <SidesTable label={title}>{children}</SidesTable>
      )}
      {note && <p className={styles.muted}>{note}</p>}
    </div>
  );
}

/** A table with a column for A and one for B. */
export function SidesTable(props: { readonly label: string; readonly children: ReactNode }) {
  const words = useMessages().compare.details;
  return (
    <table className={styles.table} aria-label={props.label}>
      <thead>
        <tr>
          <th scope="col">{words.key}</th>
          <th scope="col">{words.a}</th>
          <th scope="col">{words.b}</th>
        </tr>
      </thead>
      {props.children}
    </table>
  );
}

function Rows({ values }: { readonly values: readonly ComparedValue[] }) {
  return values.map(({ key, a, b, differs }) => (
    <tr key={key} data-differs={differs || undefined}>
      <th scope="row">
        <bdi>{shortText(key)}</bdi>
      </th>
      <Value text={a} />
      <Value text={b} />
    </tr>
  ));
}

function Value({ text }: { readonly text: string | undefined }) {
  const words = useMessages().compare.details;
  if (text === undefined) {
    return (
      <td>
        <span aria-hidden="true" className={styles.muted}>
          –
        </span>
        <span className="visually-hidden">{words.absent}</span>
      </td>
    );
  }
  const rest = text.length - longestValue;
  return (
    <td>
      <bdi>{visibleText(text.slice(0, longestValue))}</bdi>
      {rest > 0 && <span className={styles.muted}> … {words.cut(rest)}</span>}
    </td>
  );
}
