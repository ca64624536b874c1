/** The way to the issue form and through it, as the tests of it and of the hand-over share it. */
import { screen, waitFor } from '@testing-library/react';
import type { Handlers } from '../../shared/ipc/contract';
import { renderApp } from './render-app';

export type User = ReturnType<typeof renderApp>['user'];

export async function openPerson(changes: Partial<Handlers> = {}) {
  const app = renderApp(changes);
  await app.user.type(screen.getByRole('searchbox', { name: 'Find a person' }), 'ada{Enter}');
  await screen.findByRole('region', { name: 'Current pass' });
  return app;
}

/** Opens the form and waits until the person is read. */
export async function openIssueDialog(changes: Partial<Handlers> = {}) {
  const app = await openPerson(changes);
  await app.user.keyboard('i');
  const dialog = await screen.findByRole('dialog', { name: 'Issue a Temporary Access Pass' });
  await screen.findByRole('group', { name: 'Verification' });
  return { ...app, dialog };
}

export const issueButton = () => screen.getByRole('button', { name: 'Issue' });
export const acknowledgement = () => screen.getByRole('checkbox', { name: /^Issue although/ });

export async function verify(user: User, name = /^Called back: \+44 20 7946 0001/) {
  await user.click(screen.getByRole('radio', { name }));
  await screen.findByText(/^Verified \d/);
}

/** Pasted, not typed: the form judges itself at every keystroke, and most tests are about something else. Leaves the focus in the reason. */
export async function fillIn(user: User) {
  for (const [name, text] of [['Ticket', 'INC-1'], ['Reason', 'Lost phone']] as const) {
    await user.click(screen.getByRole('textbox', { name }));
    await user.paste(text);
  }
}

/** Everything the form asks for; what is left is Enter. */
export async function complete(user: User) {
  await verify(user);
  await fillIn(user);
  const box = screen.queryByRole('checkbox', { name: /^Issue although/ });
  if (box) await user.click(box);
}

/** Issues a pass and stops in front of the hidden passcode. */
export async function handOver(changes: Partial<Handlers> = {}) {
  const app = await openIssueDialog(changes);
  await complete(app.user);
  await app.user.keyboard('{Enter}');
  await screen.findByRole('dialog', { name: 'Temporary Access Pass' });
  return app;
}

export async function show(user: User) {
  await user.click(screen.getByRole('button', { name: 'Show passcode' }));
  return screen.findByRole('group', { name: 'Passcode' });
}

/** Until the window has said that the passcode stood on the screen. */
export async function shown(user: User, desk: ReturnType<typeof renderApp>['desk']) {
  const group = await show(user);
  await waitFor(() => {
    if (!desk.callsOf('passcode.seen').some(({ isShown }) => isShown)) throw new Error('not yet seen');
  });
  return group;
}
