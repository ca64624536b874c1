// @vitest-environment jsdom
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { LiveProvider } from '../../renderer/ui/live';
import { Modal } from '../../renderer/ui/modal';

afterEach(cleanup);

const shown = (...titles: readonly string[]) =>
  render(
    <FluentProvider theme={webLightTheme}>
      <LiveProvider>
        {titles.map((title) => (
          <Modal key={title} title={title} onDismiss={() => undefined} actions={<button type="button">Close {title}</button>}>
            <label>
              Name of {title} <input />
            </label>
          </Modal>
        ))}
      </LiveProvider>
    </FluentProvider>,
  );
const dialogOf = (title: string) => screen.getByText(title, { selector: 'h2' }).closest<HTMLElement>('[role="dialog"]')!;

describe('a dialog on top', () => {
  it('comes back into sight when it is hidden from screen readers, and with it the focus', async () => {
    shown('One');
    const dialog = dialogOf('One');
    dialog.focus();
    // As tabster does with one that it does not know yet.
    dialog.setAttribute('aria-hidden', 'true');
    await waitFor(() => expect(dialog.hasAttribute('aria-hidden')).toBe(false));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name of One' }));
  });

  it('leaves the one beneath it hidden', async () => {
    shown('Beneath', 'Top');
    const [beneath, top] = [dialogOf('Beneath'), dialogOf('Top')];
    beneath.setAttribute('aria-hidden', 'true');
    top.setAttribute('aria-hidden', 'true');
    await waitFor(() => expect(top.hasAttribute('aria-hidden')).toBe(false));
    expect(beneath.getAttribute('aria-hidden')).toBe('true');
  });
});
