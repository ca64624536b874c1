import type { AppError } from '../../shared/errors';
import { failureText } from '../ui/failure-text';

/** The main process could not say what to show. Plain HTML: nothing here may depend on what failed. */
export function NotStarted({ error }: { readonly error: AppError }) {
  const { happened, reference } = failureText(error);
  return (
    <main role="alert" className="bare">
      <h1>Tapdesk could not start</h1>
      <p>{happened}</p>
      <p>Close the window and start again. If it stays so, tell your administrator.</p>
      {reference && <p>{reference}</p>}
    </main>
  );
}
