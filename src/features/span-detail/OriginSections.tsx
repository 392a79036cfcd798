import type { ReactNode } from "react";
import { useFormats, useMessages } from "@/i18n/I18nProvider";
import type { Attribute } from "@/model/attribute";
import type { ResourceView, ScopeView } from "@/model/span-view";
import { KeyValueRow, KeyValueTable } from "@/widgets/KeyValueTable";
import { AttributeTable } from "./AttributeTable";
import { CopyValue } from "./CopyValue";
import { Section } from "./Section";
import styles from "./SpanDetail.module.css";
import { attributesJson } from "./value-text";
import { ValueView } from "./ValueView";

/** A button that copies a list of attributes as one JSON object. */
export function CopyAttributes({ attributes }: { readonly attributes: readonly Attribute[] }) {
  const { copy } = useMessages().spanDetail;
  return attributes.length === 0 ? null : (
    <CopyValue text={() => attributesJson(attributes)} label={copy.allAsJson} withLabel />
  );
}

/** Fields of text, in a table of their own; those without a value are left out. */
function Fields({ label, fields }: { readonly label: string; readonly fields: readonly Field[] }) {
  const { attributes, copy } = useMessages().spanDetail;
  const filled = fields.filter((field) => field.text !== "");
  if (filled.length === 0) return null;
  return (
    <KeyValueTable label={label} keyLabel={attributes.key} valueLabel={attributes.value}>
      {filled.map(({ name, text }) => (
        <KeyValueRow
          key={name}
          name={name}
          actions={<CopyValue text={text} label={copy.value(name)} />}
        >
          <ValueView value={{ type: "string", value: text }} />
        </KeyValueRow>
      ))}
    </KeyValueTable>
  );
}

interface Field {
  readonly name: string;
  readonly text: string;
}

function Dropped({ count }: { readonly count: number }): ReactNode {
  const { attributes } = useMessages().spanDetail;
  return count > 0 && <p className={styles.note}>{attributes.dropped(count)}</p>;
}

interface ResourceSectionProps {
  readonly resource: ResourceView;
  /** The service that the header names; the resource's own is shown where it differs. */
  readonly service: string;
}

/** The resource that recorded the span. */
export function ResourceSection({ resource, service }: ResourceSectionProps) {
  const messages = useMessages().spanDetail;
  const formats = useFormats();
  const { attributes, droppedAttributesCount, schemaUrl } = resource;
  const ownService = resource.service === service ? "" : resource.service;
  if (
    attributes.length === 0 &&
    droppedAttributesCount === 0 &&
    schemaUrl === "" &&
    ownService === ""
  ) {
    return null;
  }
  return (
    <Section
      id="resource"
      count={formats.number(attributes.length)}
      actions={<CopyAttributes attributes={attributes} />}
    >
      {attributes.length > 0 && (
        <AttributeTable
          owner="resource"
          attributes={attributes}
          label={messages.sections.resource}
          filterLabel={messages.attributes.filterResource}
        />
      )}
      <Fields
        label={messages.schemaUrl}
        fields={[
          { name: messages.service, text: ownService },
          { name: messages.schemaUrl, text: schemaUrl },
        ]}
      />
      <Dropped count={droppedAttributesCount} />
    </Section>
  );
}

/** The instrumentation scope that recorded the span. */
export function ScopeSection({ scope }: { readonly scope: ScopeView }) {
  const messages = useMessages().spanDetail;
  const { name, version, attributes, droppedAttributesCount, schemaUrl } = scope;
  const isEmpty =
    name === "" &&
    version === "" &&
    schemaUrl === "" &&
    attributes.length === 0 &&
    droppedAttributesCount === 0;
  if (isEmpty) return null;
  return (
    <Section id="scope" actions={<CopyAttributes attributes={attributes} />}>
      <Fields
        label={messages.sections.scope}
        fields={[
          { name: messages.scope.name, text: name },
          { name: messages.scope.version, text: version },
          { name: messages.schemaUrl, text: schemaUrl },
        ]}
      />
      {attributes.length > 0 && (
        <AttributeTable
          owner="scope"
          attributes={attributes}
          label={messages.scope.attributes}
          filterLabel={messages.attributes.filter}
        />
      )}
      <Dropped count={droppedAttributesCount} />
    </Section>
  );
}
