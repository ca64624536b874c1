// First on purpose: the main process is asked before React's code is even evaluated.
import { started } from './bridge/start';
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { Fallen } from './app/fallen';
import { NotStarted } from './app/not-started';
import { createQueryClient } from './bridge/query-client';
import './app/base.css';

/** Fluent writes its styles through this renderer; without the nonce the content security policy would drop them. */
function createStyleRenderer() {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.content ?? '';
  return createDOMRenderer(document, { styleElementAttributes: { nonce } });
}

const root = document.getElementById('root');
if (root) {
  const renderer = createStyleRenderer();
  const client = createQueryClient();
  void started.then((reply) => {
    createRoot(root).render(
      <RendererProvider renderer={renderer} targetDocument={document}>
        <Fallen>{reply.ok ? <App start={reply.value} client={client} /> : <NotStarted error={reply.error} />}</Fallen>
      </RendererProvider>,
    );
  });
}
