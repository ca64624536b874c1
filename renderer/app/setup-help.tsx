import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { AppError } from '../../shared/errors';
import { displayText } from '../../shared/domain/display-text';
import { useMethod } from '../bridge/use-method';
import { Failure } from '../ui/failure';

const useStyles = makeStyles({
  root: { marginTop: tokens.spacingVerticalXL, paddingTop: tokens.spacingVerticalL, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold, outlineStyle: 'none' },
  steps: { paddingLeft: '20px', marginBlock: tokens.spacingVerticalM, lineHeight: tokens.lineHeightBase400 },
  file: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere', userSelect: 'all' },
  facts: { display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: tokens.spacingHorizontalM, margin: 0, marginTop: tokens.spacingVerticalM },
  term: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
});

/** Why "Sign in with Microsoft" cannot work yet, and what an administrator does about it. */
export function SetupHelp({ file }: { readonly file: string }) {
  const styles = useStyles();
  const openLink = useMethod('app.open-link');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  return (
    <section className={styles.root} aria-labelledby="setup-heading">
      <h2 className={styles.heading} id="setup-heading" tabIndex={-1} ref={heading}>
        Sign-in has to be set up first
      </h2>
      <ol className={styles.steps}>
        <li>An administrator registers Tapdesk as an app in Microsoft Entra.</li>
        <li>
          They put the tenant and the app’s id into the desk policy file: <span className={styles.file}>{file}</span>
        </li>
        <li>Start Tapdesk again.</li>
      </ol>
      <p>The set-up guide has the commands, the permissions and an example of the file.</p>
      <Button onClick={() => openLink.send({ link: 'setup-guide' })}>Open the set-up guide</Button>
      {openLink.error && <Failure error={openLink.error} />}
    </section>
  );
}

/** The desk policy is there but cannot be used. @param canSignIn - It still says where the tenant is: one may read there. */
export function BrokenPolicy({ error, canSignIn }: { readonly error: AppError; readonly canSignIn: boolean }) {
  const styles = useStyles();
  if (error.kind !== 'desk-policy-broken') return <Failure error={error} />;
  return (
    <>
      <strong>{canSignIn ? 'The desk policy file cannot be used, so nothing can be issued. You can sign in and read.' : 'The desk policy file cannot be used, so sign-in is off.'}</strong>
      <dl className={styles.facts}>
        <dt className={styles.term}>File</dt>
        <dd className={styles.value}>
          <span className={styles.file}>{error.file}</span>
        </dd>
        <dt className={styles.term}>Place</dt>
        <dd className={styles.value}>
          line {error.line}, column {error.column}
        </dd>
        <dt className={styles.term}>Rule</dt>
        <dd className={styles.value}>{displayText(error.rule)}</dd>
        <dt className={styles.term}>Problem</dt>
        <dd className={styles.value}>{displayText(error.problem, 300)}</dd>
      </dl>
      <p>An administrator corrects the file; then start Tapdesk again.</p>
    </>
  );
}
