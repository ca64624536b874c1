import { Button } from '@fluentui/react-components';
import { type KeyboardEvent, type PointerEvent, type RefCallback, useRef } from 'react';

/** Held at least this long, the passcode is hidden again on letting go; a shorter press leaves it. Milliseconds. */
const HOLD_MINIMUM = 600;

type Props = {
  readonly ref: RefCallback<HTMLButtonElement>;
  readonly isShown: boolean;
  readonly isPrimary: boolean;
  readonly isOff: boolean;
  readonly onReveal: () => void;
  readonly onConceal: () => void;
};

type Press = { readonly at: number; readonly wasShown: boolean };

/** Shows while it is held, by pointer or Space; a short press, Enter or a screen reader's click switches. */
export function ShowButton({ ref, isShown, isPrimary, isOff, onReveal, onConceal }: Props) {
  const pressed = useRef<Press | null>(null);
  /** A pointer ends with a click of its own, which has been dealt with by then. */
  const isDealtWith = useRef(false);

  const press = (at: number) => {
    if (isOff) return;
    pressed.current = { at, wasShown: isShown };
    isDealtWith.current = true;
    if (!isShown) onReveal();
  };
  // Times come from the event: on a busy computer a short press must not look long.
  const release = (at: number) => {
    const started = pressed.current;
    pressed.current = null;
    if (started && (started.wasShown || at - started.at >= HOLD_MINIMUM)) onConceal();
  };
  const click = () => {
    if (isDealtWith.current) isDealtWith.current = false;
    else if (!isOff && isShown) onConceal();
    else if (!isOff) onReveal();
  };
  const onSpace = (act: () => void) => (event: KeyboardEvent) => {
    if (event.key !== ' ') {
      isDealtWith.current = false;
      return;
    }
    // Else the browser would click as well.
    event.preventDefault();
    act();
    isDealtWith.current = false;
  };
  return (
    <Button
      ref={ref}
      appearance={isPrimary ? 'primary' : 'secondary'}
      disabledFocusable={isOff}
      aria-describedby="passcode-keeping"
      onPointerDown={(event: PointerEvent) => event.button === 0 && press(event.timeStamp)}
      onPointerUp={(event: PointerEvent) => release(event.timeStamp)}
      onPointerLeave={(event: PointerEvent) => release(event.timeStamp)}
      onPointerCancel={(event: PointerEvent) => release(event.timeStamp)}
      onKeyDown={(event: KeyboardEvent) => onSpace(() => !event.repeat && press(event.timeStamp))(event)}
      onKeyUp={(event: KeyboardEvent) => onSpace(() => release(event.timeStamp))(event)}
      onBlur={() => {
        pressed.current = null;
      }}
      onClick={click}
    >
      {isShown ? 'Hide passcode' : 'Show passcode'}
    </Button>
  );
}
