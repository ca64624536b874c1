import { createContext, type ReactNode, use, useState } from 'react';
import type { ViewName } from '../../shared/settings';

/** Grants have been made, and a pass is to go with them: under the same ticket, and with an end that fits. */
export type PassTask = { readonly taskId: string; readonly ticket: string; readonly reason: string };

/** Enough of a person to open the panel; the rest is read. */
export type OpenPerson = {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  /** Begins with issuing the pass of a task. */
  readonly task?: PassTask;
};

type Navigation = {
  readonly view: ViewName;
  /** Those that there are for this operator. */
  readonly views: readonly ViewName[];
  readonly openView: (view: ViewName) => void;
  readonly person: OpenPerson | null;
  /** Opens a person in the People view, from wherever. Nothing where that view is not in `views`. */
  readonly openPerson: (person: OpenPerson) => void;
  readonly closePerson: () => void;
  /** A line of the history to be shown; null: none was asked for. */
  readonly line: string | null;
  /** Opens a line of the history, from wherever; empty opens the view alone. */
  readonly openLine: (lineId: string) => void;
  readonly closeLine: () => void;
};
const NavigationContext = createContext<Navigation | null>(null);

type Props = { readonly startView: ViewName; readonly views: readonly ViewName[]; readonly onView: (view: ViewName) => void; readonly children: ReactNode };

/** Which view is shown, and which person is open in it. */
export function NavigationProvider({ startView, views, onView, children }: Props) {
  const [view, setView] = useState(startView);
  const [person, setPerson] = useState<OpenPerson | null>(null);
  const [line, setLine] = useState<string | null>(null);

  const openView = (next: ViewName) => {
    if (next === view || !views.includes(next)) return;
    setView(next);
    onView(next);
  };
  const openPerson = (next: OpenPerson) => {
    if (!views.includes('people')) return;
    setPerson(next);
    openView('people');
  };
  const openLine = (lineId: string) => {
    setLine(lineId === '' ? null : lineId);
    openView('history');
  };
  const value = { view, views, openView, person, openPerson, closePerson: () => setPerson(null), line, openLine, closeLine: () => setLine(null) };
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const value = use(NavigationContext);
  if (!value) throw new Error('useNavigation outside of NavigationProvider');
  return value;
}
