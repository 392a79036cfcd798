import { Menu } from "@base-ui/react/menu";
import type { ReactNode } from "react";
import styles from "./Menu.module.css";
import { CheckIcon } from "./icons";

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** Language of the label, where it is not the page's. */
  readonly lang?: string;
}

export interface ChoiceGroupProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
}

/** Some values of which one is chosen, inside a menu. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>) {
  const { label, value, choices, onChoose } = props;
  return (
    <Menu.Group>
      <Menu.GroupLabel className={styles.groupLabel}>{label}</Menu.GroupLabel>
      <Menu.RadioGroup
        value={value}
        onValueChange={(chosen: unknown) => {
          const choice = choices.find((one) => one.value === chosen);
          if (choice) onChoose(choice.value);
        }}
      >
        {choices.map((choice) => (
          <Menu.RadioItem
            key={choice.value}
            className={styles.item}
            value={choice.value}
            closeOnClick
            lang={choice.lang}
          >
            <span className={styles.mark}>
              <Menu.RadioItemIndicator>
                <CheckIcon />
              </Menu.RadioItemIndicator>
            </span>
            {choice.label}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  );
}

/** Something that a menu does. */
export function MenuAction(props: { readonly onAct: () => void; readonly children: ReactNode }) {
  return (
    <Menu.Item className={styles.item} onClick={props.onAct}>
      <span className={styles.mark} />
      {props.children}
    </Menu.Item>
  );
}

/** A line between parts of a menu. */
export function MenuRule() {
  return <Menu.Separator className={styles.rule} />;
}
