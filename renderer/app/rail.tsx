import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ComponentType, Suspense } from 'react';
import type { ViewName } from '../../shared/settings';
import { ContractorsIcon, HistoryIcon, OnboardingIcon, PassesIcon, PeopleIcon, PolicyIcon, RolesIcon, SettingsIcon } from '../ui/icons/icons';
import { useSignedIn } from '../bridge/session';
import { lazily } from '../ui/lazily';
import { useNavigation } from '../ui/navigation';
import { Mark } from './mark';
import { VIEW_ORDER } from './views';

const RunButton = lazily(async () => (await import('./run-button')).RunButton);
const AccountMenu = lazily(async () => (await import('./account-menu')).AccountMenu);

const VIEWS: Readonly<Record<ViewName, { readonly name: string; readonly Icon: ComponentType }>> = {
  people: { name: 'People', Icon: PeopleIcon },
  passes: { name: 'Passes', Icon: PassesIcon },
  onboarding: { name: 'Onboarding', Icon: OnboardingIcon },
  contractors: { name: 'Contractors', Icon: ContractorsIcon },
  roles: { name: 'Roles', Icon: RolesIcon },
  history: { name: 'History', Icon: HistoryIcon },
  policy: { name: 'Policy', Icon: PolicyIcon },
  settings: { name: 'Settings', Icon: SettingsIcon },
};

const useStyles = makeStyles({
  rail: {
    gridArea: 'rail',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    width: '92px',
    boxSizing: 'border-box',
    paddingBlock: '14px 10px',
    overflowY: 'auto',
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  views: { display: 'flex', flexDirection: 'column', gap: '4px', marginTop: '16px', flexGrow: 1 },
  link: {
    position: 'relative',
    display: 'grid',
    justifyItems: 'center',
    rowGap: '3px',
    width: '82px',
    padding: '8px 0 7px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  current: {
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow2,
    // A bar as well as a colour: colour alone says nothing to some.
    '::before': { content: '""', position: 'absolute', insetInlineStart: '0', top: '12px', bottom: '12px', width: '3px', borderRadius: '3px', backgroundColor: tokens.colorCompoundBrandBackground },
    '@media (forced-colors: active)': { outline: '2px solid Highlight' },
  },
});

export function Rail() {
  const styles = useStyles();
  const { view: shown, views, openView } = useNavigation();
  const { readOnly } = useSignedIn();
  return (
    <div className={styles.rail}>
      <Mark size={32} />
      <nav className={styles.views} aria-label="Views">
        {views.map((view, index) => {
          const { name, Icon } = VIEWS[view];
          const digit = VIEW_ORDER.indexOf(view) + 1;
          return (
            <a
              key={view}
              href={`#${view}`}
              className={mergeClasses(styles.link, view === shown && styles.current)}
              aria-current={view === shown ? 'page' : undefined}
              aria-keyshortcuts={`Control+${digit}`}
              title={`${name} (Ctrl+${digit})`}
              data-landmark={index === 0 || undefined}
              onClick={(event) => {
                event.preventDefault();
                openView(view);
              }}
            >
              <Icon />
              {name}
            </a>
          );
        })}
      </nav>
      {readOnly === null && (
        <Suspense>
          <RunButton />
        </Suspense>
      )}
      <Suspense>
        <AccountMenu />
      </Suspense>
    </div>
  );
}
