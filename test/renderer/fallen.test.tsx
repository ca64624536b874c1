// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { Fallen } from '../../renderer/app/fallen';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const Falls = (): never => {
  throw new Error('Ada Sommer could not be drawn.');
};

it('says that the window failed, without what failed, and starts it anew by keyboard', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const onAnew = vi.fn();
  render(
    <Fallen onAnew={onAnew}>
      <Falls />
    </Fallen>,
  );
  expect(screen.getByRole('alert').textContent).toContain('This window failed');
  expect(screen.getByRole('alert').textContent).not.toContain('Ada');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Start the window anew' }));
  await userEvent.keyboard('{Enter}');
  expect(onAnew).toHaveBeenCalledOnce();
  // Whoever looks for the cause finds it.
  expect(said).toHaveBeenCalled();
});

it('is not there while nothing fails', () => {
  render(<Fallen>fine</Fallen>);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText('fine')).toBeTruthy();
});
