import { Menu } from "@base-ui/react/menu";
import { memo } from "react";
import { useFirstMessages } from "@/i18n/I18nProvider";
import { optionalColumns, setSearchView, useSearchView } from "@/state/search-view-store";
import { DownIcon, TickIcon } from "./icons";
import styles from "./ResultMenu.module.css";
import bar from "./ResultFilters.module.css";

interface RadioChoice<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: Readonly<Record<Value, string>>;
  readonly onChoose: (value: Value) => void;
}

function Radios<Value extends string>({ label, value, choices, onChoose }: RadioChoice<Value>) {
  const values = Object.keys(choices) as Value[];
  return (
    <Menu.Group>
      <Menu.GroupLabel className={styles.label}>{label}</Menu.GroupLabel>
      <Menu.RadioGroup
        value={value}
        onValueChange={(chosen: unknown) => {
          const choice = values.find((one) => one === chosen);
          if (choice !== undefined) onChoose(choice);
        }}
      >
        {values.map((one) => (
          <Menu.RadioItem key={one} value={one} className={styles.item}>
            <span className={styles.mark}>
              <Menu.RadioItemIndicator>
                <TickIcon />
              </Menu.RadioItemIndicator>
            </span>
            {choices[one]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  );
}

/** How the results are laid out: columns, rows, scale, chart. */
export const ViewMenu = memo(function ViewMenu({ knowsDepth }: { readonly knowsDepth: boolean }) {
  const { search } = useFirstMessages();
  const { view: words } = search;
  const view = useSearchView();
  const columns = optionalColumns.filter((one) => one !== "depth" || knowsDepth);
  const check = (label: string, checked: boolean, onCheckedChange: (checked: boolean) => void) => (
    <Menu.CheckboxItem
      key={label}
      className={styles.item}
      checked={checked}
      onCheckedChange={onCheckedChange}
    >
      <span className={styles.mark}>
        <Menu.CheckboxItemIndicator>
          <TickIcon />
        </Menu.CheckboxItemIndicator>
      </span>
      {label}
    </Menu.CheckboxItem>
  );
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className={bar.toggle}>
        {words.button}
        <DownIcon />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className={styles.positioner}>
          <Menu.Popup className={styles.popup}>
            <Menu.Group>
              <Menu.GroupLabel className={styles.label}>{words.columns}</Menu.GroupLabel>
              {columns.map((column) =>
                check(
                  search.results.columns[column],
                  !view.hiddenColumns.includes(column),
                  (shown) =>
                    setSearchView({
                      hiddenColumns: optionalColumns.filter((one) =>
                        one === column ? !shown : view.hiddenColumns.includes(one),
                      ),
                    }),
                ),
              )}
            </Menu.Group>
            <Radios
              label={words.rows}
              value={view.rows}
              choices={{ dense: words.dense, roomy: words.roomy }}
              onChoose={(rows) => setSearchView({ rows })}
            />
            <Radios
              label={words.scale}
              value={view.durationScale}
              choices={{ log: words.log, linear: words.linear }}
              onChoose={(durationScale) => setSearchView({ durationScale })}
            />
            <Radios
              label={words.start}
              value={view.startAs}
              choices={{ absolute: words.absolute, relative: words.relative }}
              onChoose={(startAs) => setSearchView({ startAs })}
            />
            <Menu.Separator className={styles.rule} />
            {check(words.chart, view.chart, (chart) => setSearchView({ chart }))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
});
