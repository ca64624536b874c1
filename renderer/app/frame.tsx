import { makeStyles, tokens } from '@fluentui/react-components';
import { Activity, Suspense, useEffect, useEffectEvent, useState } from 'react';
import type { ViewName } from '../../shared/settings';
import { useSignedIn } from '../bridge/session';
import { useSettings } from '../bridge/settings';
import { useDeskEvent } from '../bridge/use-desk-event';
import { PeopleView } from '../features/people/people-view';
import { lazily } from '../ui/lazily';
import { NavigationProvider, useNavigation } from '../ui/navigation';
import { DemoBanner } from './demo-banner';
import { EndAccessHost } from './end-access-host';
import { Rail } from './rail';
import { ReSignIn } from './re-sign-in';
import { RunHost } from './run-host';
import { ReadOnlyBanner } from './read-only-banner';
import { useShortcuts } from './use-shortcuts';
import { startViewFor, viewsFor } from './views';

const PassesView = lazily(async () => (await import('../features/passes/passes-view')).PassesView);
const OnboardingView = lazily(async () => (await import('../features/onboarding/onboarding-view')).OnboardingView);
const ContractorsView = lazily(async () => (await import('../features/contractors/contractors-view')).ContractorsView);
const RolesView = lazily(async () => (await import('../features/roles/roles-view')).RolesView);
const PolicyView = lazily(async () => (await import('../features/policy/policy-view')).PolicyView);
const HistoryView = lazily(async () => (await import('../features/history/history-view')).HistoryView);
const SettingsView = lazily(async () => (await import('../features/settings/settings-view')).SettingsView);
const Notices = lazily(async () => (await import('./notices')).Notices);

const KEPT = [
  { name: 'passes', View: PassesView },
  { name: 'onboarding', View: OnboardingView },
  { name: 'contractors', View: ContractorsView },
  { name: 'roles', View: RolesView },
  { name: 'history', View: HistoryAtLine },
] as const;

const useStyles = makeStyles({
  frame: {
    height: '100%',
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    gridTemplateRows: 'auto auto minmax(0, 1fr)',
    gridTemplateAreas: '"banner banner" "rail notices" "rail main"',
  },
  skip: {
    position: 'absolute',
    insetInlineStart: '8px',
    top: '-60px',
    zIndex: 10,
    padding: '8px 16px',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
    ':focus': { top: '8px' },
  },
  main: { gridArea: 'main', minHeight: 0, overflow: 'hidden', outlineStyle: 'none' },
  notices: { gridArea: 'notices', minWidth: 0 },
});

/** What was asked for is shown once: the same notification may be clicked again. */
function HistoryAtLine() {
  const { line, closeLine } = useNavigation();
  const close = useEffectEvent(closeLine);
  useEffect(() => {
    if (line !== null) close();
  }, [line]);
  return <HistoryView lineId={line} />;
}

type Props = {
  readonly version: string;
  readonly isSigningInAgain: boolean;
  /** The session was there when the app started: go on in the view that was left. After signing in, one finds a caller first. */
  readonly isResumed: boolean;
};

export function Frame({ version, isSigningInAgain, isResumed }: Props) {
  const { settings, change } = useSettings();
  const { readOnly } = useSignedIn();
  const views = viewsFor(readOnly);
  const [startView] = useState(() => startViewFor(views, settings.lastView, isResumed));
  const keep = (lastView: ViewName) => change({ lastView });
  const keepStart = useEffectEvent(() => {
    if (settings.lastView !== startView) keep(startView);
  });
  useEffect(() => keepStart(), []);
  return (
    <NavigationProvider startView={startView} views={views} onView={keep}>
      <EndAccessHost>
        <RunHost>
          <FrameLayout version={version} isSigningInAgain={isSigningInAgain} />
        </RunHost>
      </EndAccessHost>
    </NavigationProvider>
  );
}

function skipToMain(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function FrameLayout({ version, isSigningInAgain }: Omit<Props, 'isResumed'>) {
  const styles = useStyles();
  const { tenant, readOnly } = useSignedIn();
  const { view, views, openLine } = useNavigation();
  useDeskEvent('history.show', ({ lineId }) => openLine(lineId));
  const [opened, setOpened] = useState<ReadonlySet<ViewName>>(new Set([view]));
  if (!opened.has(view)) setOpened(new Set([...opened, view]));
  useShortcuts();

  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main" onClick={skipToMain}>
        Skip to the content
      </a>
      {tenant.kind === 'demo' && <DemoBanner />}
      <Rail />
      <div className={styles.notices}>
        {readOnly !== null && <ReadOnlyBanner because={readOnly} />}
        {isSigningInAgain && <ReSignIn />}
        <Suspense>
          <Notices />
        </Suspense>
      </div>
      <main className={styles.main} id="main" tabIndex={-1} data-landmark>
        {/* Kept while another view is shown: the caller is still on the phone. */}
        {views.includes('people') && (
          <Activity mode={view === 'people' ? 'visible' : 'hidden'}>
            <PeopleView />
          </Activity>
        )}
        {/* Kept from when they are first opened: the filter, what is selected, and what was read with its age. */}
        {KEPT.map(
          ({ name, View }) =>
            opened.has(name) && (
              <Activity key={name} mode={view === name ? 'visible' : 'hidden'}>
                <Suspense>
                  <View />
                </Suspense>
              </Activity>
            ),
        )}
        <Suspense>
          {view === 'policy' && <PolicyView />}
          {view === 'settings' && <SettingsView version={version} />}
        </Suspense>
      </main>
    </div>
  );
}
