import { Component, type ReactNode } from 'react';

type Props = {
  readonly children: ReactNode;
  /** Loads the window anew. */
  readonly onAnew?: () => void;
};

/**
 * Stands in for a window whose page has failed, which React takes away whole: https://react.dev/errors/185 is one of
 * the ways. Plain HTML: nothing here may depend on what failed. The main process holds what matters, and is unharmed.
 */
export class Fallen extends Component<Props, { readonly hasFallen: boolean }> {
  override state = { hasFallen: false };

  static getDerivedStateFromError() {
    return { hasFallen: true };
  }

  override render() {
    const { children, onAnew = () => window.location.reload() } = this.props;
    if (!this.state.hasFallen) return children;
    return (
      <main role="alert" className="bare">
        <h1>This window failed</h1>
        <p>That is a fault of Tapdesk. What was sent to Entra is in the journal, and a run goes on.</p>
        <p>A passcode that was open here is gone from this window. If nobody had seen it, its pass is revoked when the window starts anew; a passcode of a run waits with its run. What was typed is lost.</p>
        <p>
          {/* The focus was on something that is no more. */}
          <button type="button" autoFocus onClick={onAnew}>
            Start the window anew
          </button>
        </p>
      </main>
    );
  }
}
