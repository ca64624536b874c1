import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type ComponentType, Suspense } from 'react';
import type { ViewName } from '../../shared/settings';
import { ContractorsIcon, HistoryIcon, OnboardingIcon, PassesIcon, PeopleIcon, PolicyIcon, RolesIcon, SettingsIcon } from '../ui/icons/icons';
import { lazily } from '../ui/lazily';
import { useNavigation } from '../ui/navigation';
import { Mark } from './mark';

const RunButton = lazily(async () => (await import('./run-button')).RunButton);
const AccountMenu = lazily(async () => (await import('./account-menu')).AccountMenu);

/** In this order they answer to Ctrl+1, Ctrl+2, … */
const VIEWS: readonly { readonly view: ViewName; readonly name: string; readonly Icon: ComponentType }[] = [
  { view: 'people', name: 'People', Icon: PeopleIcon },
  { view: 'passes', name: 'Passes', Icon: PassesIcon },
  { view: 'onboarding', name: 'Onboarding', Icon: OnboardingIcon },
  { view: 'contractors', name: 'Contractors', Icon: ContractorsIcon },
  { view: 'roles', name: 'Roles', Icon: RolesIcon },
  { view: 'history', name: 'History', Icon: HistoryIcon },
  { view: 'policy', name: 'Policy', Icon: PolicyIcon },
  { view: 'settings', name: 'Settings', Icon: SettingsIcon },
];

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
  const { view: shown, openView } = useNavigation();
  return (
    <div className={styles.rail}>
      <Mark size={32} />
      <nav className={styles.views} aria-label="Views">
        {VIEWS.map(({ view, name, Icon }, index) => (
          <a
            key={view}
            href={`#${view}`}
            className={mergeClasses(styles.link, view === shown && styles.current)}
            aria-current={view === shown ? 'page' : undefined}
            aria-keyshortcuts={`Control+${index + 1}`}
            title={`${name} (Ctrl+${index + 1})`}
            data-landmark={index === 0 || undefined}
            onClick={(event) => {
              event.preventDefault();
              openView(view);
            }}
          >
            <Icon />
            {name}
          </a>
        ))}
      </nav>
      <Suspense>
        <RunButton />
      </Suspense>
      <Suspense>
        <AccountMenu />
      </Suspense>
    </div>
  );
}
