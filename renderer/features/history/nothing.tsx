import { Button } from '@fluentui/react-components';
import { NOTHING_WANTED, type Wanted } from './wanted';

/** No line at all, or none for this filter. */
export function Nothing({ isEverything, onClear }: { readonly isEverything: boolean; readonly onClear: (wanted: Wanted) => void }) {
  if (isEverything) return 'The history is empty. What you issue, grant, end and revoke will stand here, and what Entra’s logs tell.';
  return (
    <>
      Nothing for this filter.{' '}
      <Button size="small" onClick={() => onClear(NOTHING_WANTED)}>
        Show everything
      </Button>
    </>
  );
}
