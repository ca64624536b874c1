import type { ReactNode } from 'react';

/** Drawn for this app on a 20-pixel grid, 1.5-pixel strokes. Always decoration: the text beside it says what it means. */
function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const PeopleIcon = () => (
  <Icon>
    <circle cx="7.5" cy="6.5" r="3" />
    <path d="M2 16.5c0-3 2.4-5 5.5-5s5.5 2 5.5 5M13 4a2.7 2.7 0 0 1 0 5.2M15 11.9c1.9.6 3 2.3 3 4.6" />
  </Icon>
);
export const PassesIcon = () => (
  <Icon>
    <path d="M2.5 6.5a1 1 0 0 1 1-1h13a1 1 0 0 1 1 1v1.7a1.9 1.9 0 0 0 0 3.6v1.7a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-1.7a1.9 1.9 0 0 0 0-3.6V6.5ZM8 8.5v3M11 8.5h2.5M11 11.5h2.5" />
  </Icon>
);
export const ContractorsIcon = () => (
  <Icon>
    <path d="M7.2 5.5V4.2a1 1 0 0 1 1-1h3.6a1 1 0 0 1 1 1v1.3M3.5 5.5h13a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1ZM2.5 10.5h6M11.5 10.5h6M8.5 9.5h3v2.5h-3z" />
  </Icon>
);
/** Somebody with a plus: a person who is new. */
export const OnboardingIcon = () => (
  <Icon>
    <circle cx="7.8" cy="6.5" r="3" />
    <path d="M2.3 16.5c0-3 2.4-5 5.5-5 1.4 0 2.6.4 3.6 1.1M15 11.3v5.4M12.3 14h5.4" />
  </Icon>
);
/** A rosette that is a clock: a role for a time. */
export const RolesIcon = () => (
  <Icon>
    <circle cx="10" cy="7.8" r="5" />
    <path d="M10 5v2.8l1.8 1.1M7 12l-1 5.3 4-2 4 2-1-5.3" />
  </Icon>
);
export const HistoryIcon = () => (
  <Icon>
    <path d="M3 10a7 7 0 1 0 2.2-5.1L3 7M3 3v4h4M10 6.5V10l2.5 2" />
  </Icon>
);
export const PolicyIcon = () => (
  <Icon>
    <path d="M10 2.5 3.8 4.8v4.6c0 3.8 2.5 6.7 6.2 8.1 3.7-1.4 6.2-4.3 6.2-8.1V4.8L10 2.5ZM7.2 10l2 2 3.6-4" />
  </Icon>
);
export const SettingsIcon = () => (
  <Icon>
    <path d="M3 6h8M15 6h2M3 14h2M9 14h8" />
    <circle cx="13" cy="6" r="2" />
    <circle cx="7" cy="14" r="2" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <circle cx="8.8" cy="8.8" r="5.3" />
    <path d="m12.8 12.8 4 4" />
  </Icon>
);
export const RefreshIcon = () => (
  <Icon>
    <path d="M16.5 10a6.5 6.5 0 1 1-1.9-4.6L16.5 7M16.5 3.2V7h-3.8" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const BackIcon = () => (
  <Icon>
    <path d="M11.5 4.5 6 10l5.5 5.5" />
  </Icon>
);
export const WarningIcon = () => (
  <Icon>
    <path d="M10 3.2 2.4 16.5h15.2L10 3.2ZM10 8.2v4M10 14.4v.1" />
  </Icon>
);
export const PassIcon = () => (
  <Icon>
    <circle cx="6.8" cy="10" r="3.5" />
    <path d="M10.3 10h7.2v2.8M14.2 10v2" />
  </Icon>
);
export const PersonIcon = () => (
  <Icon>
    <circle cx="10" cy="6.8" r="3.2" />
    <path d="M4 17c0-3.2 2.6-5.2 6-5.2s6 2 6 5.2" />
  </Icon>
);
